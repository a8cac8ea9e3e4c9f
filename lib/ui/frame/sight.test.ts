// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Sight } from './sight.ts'

/** What the browser would say of the element, and where it stands. */
let says: (isVisible: boolean) => void
let top: number
let element: HTMLElement
let sight: Sight
const lost = vi.fn()

class Observer {
  constructor(heard: (entries: unknown[]) => void) {
    says = (isVisible) => heard([{ isVisible, isIntersecting: isVisible }])
  }
  observe(): void {}
  disconnect(): void {}
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('IntersectionObserver', Observer)
  lost.mockClear()
  top = 100
  element = document.createElement('button')
  element.getBoundingClientRect = () => new DOMRect(10, top, 200, 40)
  sight = new Sight(element, lost)
})
afterEach(() => {
  sight.stop()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('counts after half a second in full sight, and not before', () => {
  says(true)
  vi.advanceTimersByTime(400)
  expect(sight.isLong).toBe(false)
  vi.advanceTimersByTime(200)
  expect(sight.isLong).toBe(true)
})

it('covered in between, it begins anew', () => {
  says(true)
  vi.advanceTimersByTime(600)
  says(false)
  expect(lost).toHaveBeenCalledOnce()
  says(true)
  expect(sight.isLong).toBe(false)
})

it('slid under the pointer it does not count, until it has stood there for long enough', () => {
  says(true)
  vi.advanceTimersByTime(2_000)
  top = 400
  expect(sight.isLong).toBe(false)
  vi.advanceTimersByTime(400)
  expect(sight.isLong).toBe(false)
  vi.advanceTimersByTime(200)
  expect(sight.isLong).toBe(true)
  // It was in sight all the time: whoever is told of what covers it has nothing to do.
  expect(lost).not.toHaveBeenCalled()
})

it('slid away and back again it begins anew too', () => {
  says(true)
  vi.advanceTimersByTime(2_000)
  top = 400
  vi.advanceTimersByTime(100)
  top = 100
  vi.advanceTimersByTime(300)
  expect(sight.isLong).toBe(false)
})

it('slid ever so slowly it does not count either', () => {
  says(true)
  for (let i = 0; i < 20; i++) {
    top += 0.5
    vi.advanceTimersByTime(100)
  }
  expect(sight.isLong).toBe(false)
})

it('scrolled to and left to stand, it counts at the first press', () => {
  says(true)
  vi.advanceTimersByTime(1_000)
  for (const at of [200, 300, 350]) {
    top = at
    vi.advanceTimersByTime(100)
  }
  vi.advanceTimersByTime(700)
  expect(sight.isLong).toBe(true)
})

it('looks no more when it is out of sight or stopped', () => {
  const looks = vi.spyOn(element, 'getBoundingClientRect')
  says(true)
  vi.advanceTimersByTime(300)
  expect(looks).toHaveBeenCalled()
  says(false)
  looks.mockClear()
  vi.advanceTimersByTime(1_000)
  expect(looks).not.toHaveBeenCalled()
  says(true)
  sight.stop()
  looks.mockClear()
  vi.advanceTimersByTime(1_000)
  expect(looks).not.toHaveBeenCalled()
})
