// @vitest-environment happy-dom
/** What a page puts in the way of a look: crowds of nothing, frames that pass as empty, a channel of its own. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Boxes } from './boxes.ts'
import { HANDED, TOLD } from './channel.ts'
import { HearActs } from './hear-acts.ts'
import { isBare } from './known.ts'
import { look } from './look.ts'
import type { ShadowRootOf } from './roots.ts'

const NO_BOXES = { share: () => 0 } as unknown as Boxes
const shadowRootOf: ShadowRootOf = (element) => element.shadowRoot

function lookedAt() {
  const steps = look('loaded', { document, isTop: true, boxes: NO_BOXES, shadowRootOf })
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

beforeEach(() => {
  document.head.replaceChildren()
  document.body.replaceChildren()
})

describe('shadow roots', () => {
  const host = (inner: string): void => {
    const element = document.body.appendChild(document.createElement('div'))
    element.attachShadow({ mode: 'open' }).innerHTML = inner
  }

  it('are found behind a crowd of empty ones', () => {
    for (let i = 0; i < 60; i += 1) host('')
    host('<canvas></canvas>')
    expect(lookedAt().canvas.count).toBe(1)
  })

  it('are read where something is drawn, when there are more than are read', () => {
    for (let i = 0; i < 55; i += 1) host('<p>a</p><p>b</p>')
    host('<canvas></canvas>')
    expect(lookedAt().canvas.count).toBe(1)
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
  beforeEach(() => vi.stubGlobal('performance', Object.assign(new EventTarget(), { now: () => 0 })))
  afterEach(() => vi.unstubAllGlobals())

  const handOver = (): EventTarget => {
    const target = new EventTarget()
    target.addEventListener('ask', () => target.dispatchEvent(new CustomEvent(TOLD, { detail: '' })))
    performance.dispatchEvent(new FocusEvent(HANDED, { relatedTarget: target }))
    return target
  }

  it('is what is handed over before any script of the page', () => {
    const hear = new HearActs()
    handOver()
    expect(hear.ask('ask')?.replaced).toEqual([])
  })

  it('is nothing that a script could hand over', () => {
    document.head.append(document.createElement('script'))
    const hear = new HearActs()
    handOver()
    expect(hear.ask('ask')).toBeUndefined()
  })
})
