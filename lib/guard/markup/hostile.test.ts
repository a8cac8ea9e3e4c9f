/** Markup that is made to be slow to read: what the worker takes for it grows with its length, and no faster. */
import { beforeAll, describe, expect, it } from 'vitest'
import { scoreAll } from '../score-all.ts'
import { picture, place } from '../testing.ts'
import { read } from './signals-of.ts'

const LONG = 1_000_000
/** Milliseconds of this thread alone, whatever else the machine does. A reading in one go takes a tenth of it. */
const SOON = 2_000
const filled = (before: string, piece: string, after = ''): string =>
  before + piece.repeat(Math.ceil(LONG / piece.length)) + after
/** Nothing in it closes, so that each inner one is read for all around it. */
const nested = (tag: string, times: number, piece: string): string => filled(`<${tag}>`.repeat(times), piece)

const SHAPES: readonly (readonly [string, string])[] = [
  ['an address that is none', filled('<a href=x data-y="', '/', ';">x</a>')],
  ['addresses in many attributes', filled('<a href=x ', `b/="${'/'.repeat(40_000)};" `, '>x</a>')],
  ['spaces in an opening', filled('<a', ' ', '>x</a>')],
  ['strokes in an opening', filled('<a', '/', '>x</a>')],
  ['spaces before an equals sign that is none', filled('<a', ' ', '=>x</a>')],
  ['spaces after an attribute', filled('<a b', ' ', 'c>x</a>')],
  ['spaces after an equals sign', filled('<a b=', ' ', '>x</a>')],
  ['equals signs', filled('<a', '=', '>x</a>')],
  ['attributes without end', filled('<a ', 'b=c ')],
  ['a name without end', filled('<', 'a')],
  ['a closing name without end', filled('</', 'a')],
  ['closings without an end', filled('', '</a')],
  ['closings of nothing', filled('<i>'.repeat(499), '</b>')],
  ['closings without a name', filled('', '</')],
  ['an unclosed quotation', filled('<a b="', 'c')],
  ['unclosed quotations, one in another', filled('', `<a b="c d='e `)],
  ['quotations without an equals sign', filled('<a ', '"')],
  ['an unclosed comment', filled('<!--', '- ')],
  ['unclosed comments', filled('', '<!--')],
  ['unclosed texts of XML', filled('', '<![CDATA[')],
  ['instructions', filled('', '<?')],
  ['an unclosed script', filled('<script>', '</scrip')],
  ['scripts', filled('', '<script></script ')],
  ['deep nesting', filled('', '<p>')],
  ['nesting that closes', filled('', '<p><b></p>')],
  ['templates', filled('', '<template>')],
  ['links around links', nested('a', 200, '<i></i>')],
  ['headings around texts', nested('h1', 400, '<i></i>')],
  ['buttons around buttons', nested('button', 400, '<br>')],
  ['less-than signs', filled('', '<')],
  ['ampersands', filled('', '&')],
  ['entities', filled('<a href="', '&#x', '">')],
  ['line ends', filled('<p>', '\n', 'x')],
  ['accents out of order in a host', filled('<a href="http://x', '\u0301\u0323', '.test/">x</a>')],
  ['signs within a word', filled('<p>a', '!', 'a')],
  ['digits and letters', filled('<p>', 'a1')],
  ['one letter', filled('<title>', 'x')],
  ['letters with points', filled('<p>', 'a.')],
  ['a host without end', filled('<p>', 'aa-a.')],
]

const spent = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

function judge(html: string): number {
  const before = spent()
  // As many elements are missed: it is read once more, and nothing is taken to hide others.
  const { signals } = read(picture({ html, nodes: 1_000_000, written: 1_000_000 }))
  scoreAll(signals, place('https://fresh.test/'))
  return spent() - before
}

describe('a megabyte of', () => {
  // What is built for the first page is built.
  beforeAll(() => void judge('<p>word</p>'))

  it.each(SHAPES)('%s is read soon', (_, html) => {
    expect(judge(html)).toBeLessThan(SOON)
  })
})
