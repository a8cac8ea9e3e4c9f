// @vitest-environment happy-dom
/** How a document is written down: whole where it is small, in parts from all over it where it is large. */
import { beforeEach, describe, expect, it } from 'vitest'
import { withoutLooks, withoutLong, withoutSilent } from './bare-markup.ts'
import { markupOf } from './markup.ts'

beforeEach(() => {
  document.head.replaceChildren()
  document.body.replaceChildren()
})

const paragraphs = (count: number, name = 'p'): void => {
  for (let i = 0; i < count; i += 1) {
    const element = document.body.appendChild(document.createElement(name))
    element.textContent = `number ${i}.`
  }
}

describe('what is written', () => {
  it('is all of a small document', () => {
    paragraphs(20)
    const { html, isWhole, written } = markupOf(document, 10_000, true)
    expect({ isWhole, written }).toEqual({ isWhole: true, written: 23 })
    expect(html).toContain('number 19.')
  })

  it('is the beginning, the middle and the end of a large one, with what stands in its body itself', () => {
    document.body.append('loose & <words>')
    document.body.id = 'a"b'
    paragraphs(4_000)
    const { html, isWhole } = markupOf(document, 100_000, true)
    expect(isWhole).toBe(false)
    expect(html).toContain('<body id="a&quot;b">loose &amp; &lt;words&gt;')
    for (const number of [0, 100, 2_100, 3_990]) expect(html).toContain(`number ${number}.`)
    expect(html).not.toContain('number 1500.')
    expect(html.length).toBeLessThan(100_000)
  })

  it('is no more than there is room for, and says so, and where it was cut', () => {
    paragraphs(500)
    const { html, isWhole, cuts } = markupOf(document, 1_000, true)
    for (const { from, to } of cuts) expect(html.slice(from, to)).toMatch(/[^>]$/)
    expect(cuts.length).toBeGreaterThan(0)
    expect(isWhole).toBe(false)
    expect(html.length).toBeLessThanOrEqual(1_000)
  })

  it('is all of a large document where there is room', () => {
    const list = document.body.appendChild(document.createElement('section'))
    for (let i = 0; i < 5; i += 1) {
      const part = list.appendChild(document.createElement('div'))
      for (let k = 0; k < 200; k += 1) part.appendChild(document.createElement('i'))
    }
    const { html, isWhole } = markupOf(document, 1_000_000, true)
    expect(isWhole).toBe(true)
    expect(html.match(/<i>/g)).toHaveLength(1_000)
  })
})

describe('what is left out', () => {
  it('is what scripts and styles say; how much script there was is told', () => {
    const bare = withoutSilent(
      '<script src="a">let b = "&lt;p&gt;"</script><style>p{}</style><style-of-ours>kept</style-of-ours><p>said</p>',
    )
    expect(bare.text).toBe(
      '<script src="a"></script><style></style><style-of-ours>kept</style-of-ours><p>said</p>',
    )
    expect(bare.scripts).toBe('let b = "&lt;p&gt;"'.length)
  })

  it.each([
    '<!--<script>--><p>said</p><!--</script>-->',
    '<script/><p>said</p><script></script>',
    '<p> class="</p><a href="/x">said</a>',
    '<a title=" class=" href="/x">said</a>',
    '<a b"c="" ="=" href="/x">said</a>',
    '<p>="</p><p>said</p><a href="/x">said</a>',
  ])('is nothing that stands between what only looks like it: %s', (markup) => {
    expect(withoutLooks(withoutSilent(markup).text)).toBe(markup)
    expect(withoutLong(markup)).toBe(markup)
  })

  it('is a long script before it is written, with all that stands around it in its place', () => {
    const script = document.createElement('script')
    script.id = 'long'
    script.textContent = 'x'.repeat(9_000)
    paragraphs(2)
    document.body.append(script)
    const { html, scripts, isWhole } = markupOf(document, 2_000, true)
    expect(html).toContain('<p>number 1.</p><script id="long"></script>')
    expect({ scripts, isWhole }).toEqual({ scripts: 9_000, isWhole: true })
  })

  it('is how something looks', () => {
    document.body.append('class="said"')
    paragraphs(1)
    const element = document.body.lastElementChild
    for (const name of ['class', 'style', 'id']) element?.setAttribute(name, 'one')
    expect(markupOf(document, 2_000, true).html).toContain('class="said"<p id="one">number 0.</p>')
  })

  it('is a long value, where there is no room', () => {
    paragraphs(2)
    document.body.firstElementChild?.setAttribute('title', 'x'.repeat(9_000))
    expect(markupOf(document, 2_000, true)).toMatchObject({ isWhole: true })
    expect(markupOf(document, 2_000, true).html).toContain('number 1.')
  })
})
