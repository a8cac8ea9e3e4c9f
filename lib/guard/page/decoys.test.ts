// @vitest-environment happy-dom
/** What a page puts in the way of a look: crowds of nothing, frames that pass as empty, a channel of its own. */
import { beforeEach, describe, expect, it } from 'vitest'
import { isBare } from './bare.ts'
import { HANDED, PARTS, TOLD } from './channel.ts'
import { HearActs } from './hear-acts.ts'
import { type ShadowRootOf, shadowRootsIn } from './roots.ts'

const shadowRootOf: ShadowRootOf = (element) => element.shadowRoot
const html = (): string =>
  shadowRootsIn(document, shadowRootOf)
    .map((root) => root.innerHTML)
    .join()

beforeEach(() => {
  document.head.replaceChildren()
  document.body.replaceChildren()
})

describe('shadow roots', () => {
  const host = (inner: string, name = 'div'): void => {
    const element = document.body.appendChild(document.createElement(name))
    element.attachShadow({ mode: 'open' }).innerHTML = inner
  }

  it('are found behind a crowd of empty ones', () => {
    for (let i = 0; i < 60; i += 1) host('')
    host('<canvas></canvas>')
    expect(html()).toContain('<canvas>')
  })

  it('are read where something is drawn, when there are more than are read', () => {
    for (let i = 0; i < 55; i += 1) host('<p>a</p><p>b</p>')
    host('<canvas></canvas>')
    expect(html()).toContain('<canvas>')
  })

  it('are found in others, and behind a crowd of other elements', () => {
    for (let i = 0; i < 900; i += 1) document.body.append(document.createElement('i'))
    host('<b-b></b-b>', 'a-a')
    document.body.lastElementChild?.shadowRoot?.firstElementChild
      ?.attachShadow({ mode: 'open' })
      .append('deep')
    host('<p>late</p>')
    expect(html()).toContain('deep')
    expect(html()).toContain('late')
  })
})

describe('a frame is bare', () => {
  it('when nothing is in it, and not when something is, wherever it stands', () => {
    expect(isBare(document, shadowRootOf)).toBe(true)
    const outside = document.documentElement.appendChild(document.createElement('canvas'))
    expect(isBare(document, shadowRootOf)).toBe(false)
    outside.remove()
    document.head.append('a word')
    expect(isBare(document, shadowRootOf)).toBe(false)
  })

  it('and not when all of it is in a shadow root', () => {
    expect(isBare(document, () => document.createDocumentFragment() as unknown as ShadowRoot)).toBe(false)
  })
})

describe('the channel', () => {
  const handOver = (): EventTarget => {
    const target = new EventTarget()
    target.addEventListener('ask', () =>
      target.dispatchEvent(new CustomEvent(TOLD, { detail: `1${PARTS}${PARTS}` })),
    )
    dispatchEvent(new FocusEvent(HANDED, { relatedTarget: target }))
    return target
  }

  it('is what is handed over before any script of the page', () => {
    const hear = new HearActs()
    handOver()
    expect(hear.ask('ask')).toBe(`1${PARTS}${PARTS}`)
  })

  it('is nothing that a script could hand over', () => {
    document.head.append(document.createElement('script'))
    const hear = new HearActs()
    handOver()
    expect(hear.ask('ask')).toBe('')
  })
})
