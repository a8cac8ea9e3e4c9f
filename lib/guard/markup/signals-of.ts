/** Signals of a document, from its picture. Pure. */
import { nothingSeen, type Draft } from '../nothing-seen.ts'
import { type Counted, readTold } from '../page/channel.ts'
import type { Picture } from '../picture.ts'
import type { Signals } from '../signals.ts'
import { readDoubled, readElements } from './elements.ts'
import { Root } from './element.ts'
import { readHead, readHeadings } from './head.ts'
import { isLonely, readInputs } from './inputs.ts'
import { readLinks } from './links.ts'
import { atMost } from '../lists.ts'
import { parse } from './parse.ts'
import { placeOf } from './place.ts'
import { readText } from './text.ts'

const KINDS: Readonly<Record<string, Draft['kind']>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'xhtml',
  'image/svg+xml': 'svg',
}

export interface Read {
  readonly signals: Signals
  /** Elements are there that its markup does not show: something hides them. */
  readonly isShort: boolean
  /** Elements in which nothing stands: what they show may stand in a shadow root. Of their own names, or of usual ones. */
  readonly hollow: 'own' | 'usual' | null
}

export function read(picture: Picture): Read {
  const { document, isShort } = documentOf(picture)
  const roots = [document, ...picture.roots.map((markup) => parse(markup))]
  const draft = { ...nothingSeen(), ...given(picture), isUnread: isShort && picture.care === 'all' }
  const place = placeOf(picture.url, picture.base)
  readHead(draft, document, place)
  const boxes = { count: 0 }
  for (const root of roots) {
    readElements(draft, root)
    readHeadings(draft, root)
    readInputs(draft, root, boxes)
    readDoubled(draft, root)
    readLinks(draft, root, place)
  }
  draft.inputs.lonelyBox = isLonely(draft, boxes.count)
  readText(draft, roots)
  return { signals: tidy(draft, picture, document), isShort, hollow: hollowIn(document) }
}

const HOSTS = /^(?:article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/

function hollowIn({ all }: Root): Read['hollow'] {
  const names = all.filter(({ isHollow }) => isHollow).map(({ name }) => name)
  if (names.some((name) => name.includes('-'))) return 'own'
  return names.some((name) => HOSTS.test(name)) ? 'usual' : null
}

/** Where fewer elements are read than the browser counted in what it wrote, something hides them. What was cut off was not counted. */
function documentOf({ html, cuts, written }: Picture): { document: Root; isShort: boolean } {
  const document = new Root()
  let [at, cutOff] = [0, 0]
  for (const { from, to } of cuts) {
    parse(html.slice(at, from), document)
    const { all, isAmbiguous } = document
    const before = all.length
    parse(html.slice(from, to), document)
    cutOff += all.length - before
    document.isAmbiguous = isAmbiguous
    at = to
  }
  parse(html.slice(at), document)
  return { document, isShort: document.isAmbiguous || document.all.length - cutOff < written }
}

/** What is no markup's. */
function given(picture: Picture): Partial<Draft> {
  const { when, top, url, canvas, video, frames, resources, storage, pointerLock, fullscreen } = picture
  const { counts, replaced, globals } = readTold(picture.acts)
  const { acts } = nothingSeen()
  for (const [name, many] of Object.entries(counts)) acts[name as Counted] = atMost(many || 0)
  return {
    when,
    top,
    url,
    kind: KINDS[picture.type] ?? 'other',
    canvas: { ...canvas },
    video: { ...video },
    frames: frames.map((frame) => ({ ...frame })),
    resources: [...resources],
    storage: structuredClone(storage),
    acts: {
      ...acts,
      replaced: [...new Set(replaced)].slice(0, 30).map((name) => name.slice(0, 60)),
      globals: globals.slice(0, 60).map((name) => name.slice(0, 60)),
      pointerLock,
      fullscreen,
    },
  }
}

/** Of a large document a part was sent: what is counted stands for the whole. */
function tidy(draft: Draft, { nodes, isWhole, scripts }: Picture, { all }: Root): Draft {
  const times = isWhole || all.length === 0 ? 1 : Math.max(1, nodes / all.length)
  const { inputs, links, doubled } = draft
  draft.inlineScript = atMost(draft.inlineScript + scripts / 1000)
  draft.tiles = atMost(draft.tiles * times)
  links.count = atMost(links.count * times)
  for (const name of ['passwords', 'controls', 'editors'] as const) inputs[name] = atMost(inputs[name])
  doubled.seen = atMost(doubled.seen)
  doubled.count = atMost(doubled.count)
  return draft
}
