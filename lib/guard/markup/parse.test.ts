/** Markup as a browser writes it, cut off, and made to be misread. */
import { describe, expect, it } from 'vitest'
import { parse } from './parse.ts'

const names = (markup: string, how = {}) => parse(markup, how).all.map(({ name }) => name)
const words = (markup: string, how = {}) =>
  parse(markup, how)
    .said.filter(({ isComment }) => !isComment)
    .map(({ text }) => text)

describe('markup', () => {
  it('is read as elements, values and texts', () => {
    const root = parse('<p id="a&quot;b" hidden="">one &amp; <b>two</b> &lt;three><br>four</p><i>five</i>')
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
    expect(root.named('a')[0]?.get('href')).toBe('/b')
    expect(root.named('a')[0]?.text(9)).toBe('k')
  })

  it('what scripts and styles say is no element, nor what is in a comment or a template', () => {
    expect(
      names('<script>"<p>"</script><style>a>b{}</style><!--<b>--><template><i>x</i></template><u></u>'),
    ).toEqual(['script', 'style', 'template', 'u'])
    expect(parse('<!-- made by x -->').said).toMatchObject([{ text: ' made by x ', isComment: true }])
    expect(words('<textarea>a &lt;b> <c</textarea>')).toEqual(['a <b> <c'])
  })

  it('in XML what says that it is text is text, and elements may have no end', () => {
    expect(names('<svg><path/><g><script>1</script></g></svg>', { isXml: true })).toEqual([
      'svg',
      'path',
      'g',
      'script',
    ])
    expect(words('<p><![CDATA[a<b>]]>&#x41;&#66;</p>', { isXml: true })).toEqual(['a<b>', 'AB'])
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

  it('where nothing is trusted to hide, what is in comments and scripts is read', () => {
    const hidden = '<script></script><!-- </script><p>one</p><noscript><b>two</b></noscript>'
    expect(names(hidden)).toEqual(['script'])
    expect(names(hidden, { isDistrustful: true })).toEqual(['script', 'p', 'noscript', 'b'])
  })
})
