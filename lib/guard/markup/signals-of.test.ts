/** What is read of a page's picture. */
import { describe, expect, it } from 'vitest'
import { picture, told } from '../testing.ts'
import { read } from './signals-of.ts'

const seen = (html: string, more: Parameters<typeof picture>[0] = {}) =>
  read(picture({ url: 'https://a.test/x', base: 'https://a.test/x', html, ...more })).signals

describe('of a page', () => {
  it('is read what it says of itself', () => {
    const signals = seen(
      `<html lang="pl"><head><title> Gry </title><meta name="Description" content="about"><meta property="og:url" content="https://b.test/">
      <link rel="shortcut icon" href="//c.test/i.png"><link rel="canonical" href="/own"></head>
      <body><h1>One <i>two</i></h1><button>Play</button><input placeholder="Address"></body></html>`,
    )
    expect(signals).toMatchObject({
      title: 'Gry',
      lang: 'pl',
      about: 'about',
      claims: ['b.test'],
      iconHost: 'c.test',
      headings: ['One two'],
      labels: ['Address', 'Play'],
      inputs: { lonelyBox: true },
    })
  })

  it('is read where it leads, by its base', () => {
    const { links, tiles } = seen(
      '<a href="sub/y?z#k">one</a><a href="https://other.test/">two</a><a href="/p"><span><img></span></a><a href="mailto:x">m</a>',
      { base: 'https://a.test/deep/' },
    )
    expect(links).toMatchObject({ count: 4, own: ['/deep/sub/y?z#k', '/p'], hosts: ['other.test'] })
    expect(links.texts).toEqual(['one', 'two', 'm'])
    expect(tiles).toBe(1)
  })

  it('is read where a drawing leads, and a button', () => {
    const { links } = seen(
      `<svg><a xlink:href="https://drawn.test/"><text>k</text></a><a y:href="https://chosen.test/"></a></svg>
      <form action="/own"><button formaction="https://sent.test/">go</button><input formaction="https://posted.test/"></form>`,
    )
    expect(links.hosts).toEqual(['drawn.test', 'chosen.test', 'sent.test', 'posted.test'])
    expect(links.own).toEqual(['/own'])
  })

  it('are read marks that no hand leaves', () => {
    const signals = seen(
      '<a href="/p/1" data-orig_href="https://b.test/1">x</a><uv-frame></uv-frame><embed type="application/x-swf"><!-- rewritten -->',
    )
    expect(signals.doubled).toMatchObject({ seen: 1, count: 1, names: ['data-orig_href'] })
    expect(signals.customElements).toEqual(['uv-frame', 'embed application/x-swf'])
    expect(signals.oddAttributes).toContain('data-orig_href')
    expect(signals.comments).toEqual(['rewritten'])
  })

  it('is read its beginning, its middle and its end, and nothing that its scripts say', () => {
    const part = (word: string) => `<p>${word} </p>`.repeat(1_200)
    const { words } = seen(
      `<body><script>secret</script>${part('first')}${part('second')}${part('third')}</body>`,
    )
    for (const word of ['first', 'second', 'third']) expect(words).toContain(word)
    expect(words).not.toContain('secret')
    expect(words.length).toBeLessThanOrEqual(12_000)
  })

  it('what stands in shadow roots is read, and what its scripts did', () => {
    const signals = seen('<div></div>', {
      roots: ['<h2>inside</h2><p>said</p>'],
      acts: told({ audio: 2, animation: 60 }, ['fetch'], ['__engine']),
    })
    expect(signals.headings).toEqual(['inside'])
    expect(signals.words).toBe('inside said')
    expect(signals.acts).toMatchObject({
      audio: 2,
      animation: 60,
      replaced: ['fetch'],
      globals: ['__engine'],
    })
  })

  it('of which a part was sent, counts stand for the whole', () => {
    const html = '<a href="/"><img></a>'.repeat(10)
    expect(seen(html, { isWhole: false, nodes: 200 })).toMatchObject({ tiles: 100 })
  })
})

describe('what may hold a shadow root', () => {
  const hollow = (html: string) => read(picture({ html })).hollow

  it('is an element in which nothing stands', () => {
    expect(hollow('<body><p>a</p><x-app></x-app><div></div></body>')).toBe('own')
    expect(hollow('<body><p>a</p><x-app>b</x-app><div></div></body>')).toBe('usual')
    expect(hollow('<body><p>a</p><img></body>')).toBeNull()
  })
})

describe('elements that markup does not show', () => {
  const game = '<p>play</p>'.repeat(30)
  const short = (more: Parameters<typeof picture>[0]) => read(picture(more))

  it('are missed, though it be one of many', () => {
    expect(short({ html: game, nodes: 31, written: 31 })).toMatchObject({
      isShort: true,
      signals: { isUnread: false },
    })
    expect(short({ html: game, nodes: 31, written: 31, care: 'all' }).signals.isUnread).toBe(true)
    expect(short({ html: `${game}<a b="c"d="">`, written: 31 }).isShort).toBe(true)
  })

  it('are not looked for where none is missing, or a part was sent', () => {
    expect(short({ html: game, nodes: 30, written: 30 }).isShort).toBe(false)
    expect(short({ html: game, nodes: 900, written: 30, isWhole: false }).isShort).toBe(false)
  })

  it('are not made up for by what was cut off, which hides nothing of what comes after it', () => {
    const cut = '<i></i><i></i><b c="'
    const cuts = [{ from: game.length, to: game.length + cut.length }]
    const html = `${game}${cut}<u>after</u>`
    expect(short({ html, cuts, written: 31 })).toMatchObject({
      isShort: false,
      signals: { words: expect.stringContaining('after') },
    })
    expect(short({ html, cuts, written: 32 }).isShort).toBe(true)
  })
})
