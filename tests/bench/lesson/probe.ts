/**
 * What the console's page notes for `npm run bench:lesson`. Runs in the page before its own script does, so it stands
 * alone. A time is noted one frame after the change: by then it is on the screen.
 */

/** Of one round. Times are epoch milliseconds; pupils are numbers of `people`. */
export interface Noted {
  readonly clicked: number
  /** The data of each event of the stream, as it came. */
  readonly events: readonly { readonly at: number; readonly data: string }[]
  /** When each pupil's card was first shown as enforcing. */
  readonly shown: readonly (readonly [pupil: number, at: number])[]
  /** When the page said that all enforce. */
  readonly allAt: number
}

export interface Probe {
  /** Presses Start and resolves when the page says `words`. */
  start(words: string, within: number): Promise<Noted>
}

export function installProbe(): void {
  const events: { at: number; data: string }[] = []
  const shown = new Map<number, number>()
  /** Cards that are yet to be looked at. */
  const changed = new Set<Element>()
  let done: ((at: number) => void) | undefined
  let words = ''

  const noteCard = (card: Element, at: number): void => {
    const pupil = Number(/\d+$/.exec(card.querySelector('input')?.id ?? '')?.[0])
    if (!shown.has(pupil) && card.classList.contains('pupil--good')) shown.set(pupil, at)
  }
  const note = (): void => {
    const at = Date.now()
    for (const card of changed) if (card.isConnected) noteCard(card, at)
    changed.clear()
    if (document.querySelector('#standing')?.textContent === words) done?.(at)
  }
  const cardsIn = ({ target, type, addedNodes }: MutationRecord): Element[] => {
    if (type === 'attributes') return [target as Element]
    const added = [...addedNodes].filter((node) => node instanceof Element)
    return added.flatMap((one) => (one.matches('li.pupil') ? [one] : [...one.querySelectorAll('li.pupil')]))
  }
  new MutationObserver((records) => {
    if (done === undefined) return
    for (const card of records.flatMap(cardsIn)) if (card.matches('li.pupil')) changed.add(card)
    requestAnimationFrame(() => setTimeout(note))
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['class'],
  })

  const Real = EventSource
  globalThis.EventSource = class extends Real {
    constructor(url: string | URL, init?: EventSourceInit) {
      super(url, init)
      this.addEventListener('message', ({ data }) => {
        if (done !== undefined) events.push({ at: Date.now(), data: String(data) })
      })
    }
  }

  const probe: Probe = {
    async start(wanted, within) {
      events.length = 0
      shown.clear()
      words = wanted
      const { promise, resolve, reject } = Promise.withResolvers<number>()
      done = resolve
      const said = () => document.querySelector('main')?.innerText.slice(0, 300)
      const timer = setTimeout(() => reject(new Error(`not “${wanted}” but: ${said()}`)), within)
      const button = [...document.querySelectorAll('button')].find(
        ({ textContent }) => textContent === 'Start the lesson',
      )
      const clicked = Date.now()
      button!.click()
      try {
        const allAt = await promise
        return { clicked, events: [...events], shown: [...shown], allAt }
      } finally {
        clearTimeout(timer)
        done = undefined
      }
    },
  }
  Object.assign(globalThis, { probe })
}
