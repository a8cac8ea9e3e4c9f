/** Markup as a browser writes it, cut off, and made to be misread. */
import { describe, expect, it } from 'vitest'
import { parse } from './parse.ts'

const names = (markup: string) => parse(markup).all.map(({ name }) => name)
const words = (markup: string) =>
  parse(markup)
    .said.filter(({ isComment }) => !isComment)
    .map(({ text }) => text)

describe('markup', () => {
  it('is read as elements, values and texts', () => {
    const root = parse('<p id="a&quot;b" hidden="">one &amp; <b>two</b> &lt;three><br />four</p><i>five</i>')
    expect(root.all.map(({ name }) => name)).toEqual(['p', 'b', 'br', 'i'])
    expect([...(root.all[0]?.attributes ?? [])]).toEqual([
      ['id', 'a"b'],
      ['hidden', ''],
    ])
    expect(root.all[0]?.text(100)).toBe('one & two <three>four')
    expect(root.all[3]?.parent).toBeUndefined()
  })

  it('written by hand is read too', () => {
    const root = parse(`<!DOCTYPE html><IMG src=/a.png alt='x > y'/><A HREF = "/b" href="/c">k</A>`)
    expect(root.named('img')[0]?.get('alt')).toBe('x > y')
    expect(root.named('a')[0]?.get('href')).toBe('/c')
    expect(root.named('a')[0]?.text(9)).toBe('k')
  })

  it('in a comment or a template is no element', () => {
    expect(names('<!--<b>--><template><i>x</i></template><u></u>')).toEqual(['template', 'u'])
    expect(parse('<!-- made by x -->').said).toMatchObject([{ text: ' made by x ', isComment: true }])
    expect(words('<textarea>a &lt;b&gt; c</textarea>')).toEqual(['a <b> c'])
  })

  it('that says that it is text is text, and elements may have no end', () => {
    expect(names('<svg><path/><g><script>1</script></g></svg>')).toEqual(['svg', 'path', 'g', 'script'])
    expect(words('<p><![CDATA[a<b>]]>&#x41;&#66;</p><?a b>?>')).toEqual(['a<b>', 'AB'])
  })

  it('may give its elements names of all kinds, and only one of them holds what is not shown', () => {
    expect(
      names(
        '<x:a></x:a><_b/><o:template><i/></o:template><template><u/></template><TEMPLATE><s/></TEMPLATE>',
      ),
    ).toEqual(['a', '_b', 'o:template', 'i', 'template', 'TEMPLATE', 's'])
  })

  it.each([
    '<',
    '<p',
    '<p a',
    '<p a="',
    '<p a="b',
    '</',
    '</p',
    '<!',
    '<!--',
    '<script>',
    '&',
    '&#99999999;',
    '< a',
  ])('cut off is read as far as it goes: %s', (end) => {
    expect(parse(`<i>said</i>${end}`).named('i')[0]?.text(9)).toBe('said')
  })

  it('however deep, is read', () => {
    const deep = parse(`${'<div>'.repeat(100_000)}words`)
    expect(deep.all).toHaveLength(100_000)
    expect(deep.all[0]?.text(20)).toBe('words')
  })
})

describe('of attributes', () => {
  const href = (attributes: string) => parse(`<a ${attributes}>k</a>`).named('a')[0]?.get('href')
  const many = Array.from({ length: 300 }, (_, i) => `q${i}=""`).join(' ')

  it.each([
    ['after many others', `${many} href="/real"`],
    ['of another kind', `ns1:href="/x" href="/real" ns2:href="/x"`],
    ['in capitals', `HREF="/x" href="/real" Href="/x"`],
    ['that begins with an equals sign', `=href="/x" href="/real"`],
    ['with a space that is none in it', `href\u00A0="/x" href="/real"`],
    ['with quotation marks in it', `b"c="" href="/real"`],
  ])('the one that is meant is read beside one %s', (_, attributes) => {
    expect(href(attributes)).toBe('/real')
    expect(parse(`<a ${attributes}>k</a>`).isAmbiguous).toBe(false)
  })

  it.each([`q="z:h=" href=" href="/real"`, `q="z:h="x" href="/real"`, `q="<" href="/real"`])(
    'it is known where that cannot be said: %s',
    (attributes) => {
      expect(parse(`<a ${attributes}>k</a>`).isAmbiguous).toBe(true)
    },
  )
})
