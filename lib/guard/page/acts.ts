/**
 * Runs in the page's own world, before its scripts: counts what they ask the browser for, where that can be seen no other
 * way. Everything used later is taken now, and no object of ours inherits from what a page can write to: a page can
 * neither read it, nor stop it, nor reach anything through it. What is wrapped stays what it was to whoever calls it: a
 * proxy keeps name, length, prototype, sub-classes and errors, and its source reads as native.
 *
 * All functions are a class's, because those are strict everywhere: a caller cannot be looked up from inside one.
 */
import { COUNTED, type Counted, HANDED, ITEMS, PARTS, QUESTIONS, WATCHED, WATCHED_TOO } from './channel.ts'

type Fn = (...args: unknown[]) => unknown
/** Sees the arguments of a call; what it does is not its business. */
type Sees = (args: readonly unknown[]) => void
interface Wrap {
  readonly name: string
  readonly holder: object
  readonly key: string
  readonly proxy: unknown
  readonly next: Wrap | null
}

const page = globalThis as unknown as Record<string, unknown>
const { apply, construct, defineProperty, getOwnPropertyDescriptor } = Reflect
const { getOwnPropertyNames } = Object
const PageProxy = Proxy
const PageCustomEvent = CustomEvent
const textOf = Function.prototype.toString as Fn
const dispatch = EventTarget.prototype.dispatchEvent as Fn

/** Most names of one list in an answer. */
const MOST = 60

export class Acts {
  static #counts = { __proto__: null } as unknown as Record<Counted, number>
  static #wraps: Wrap | null = null
  static #namesAtStart = 0

  /** Wraps, and hands over. Once, at the document's start. */
  static start(): void {
    for (const name of COUNTED) Acts.#counts[name] = 0
    Acts.#namesAtStart = getOwnPropertyNames(page).length
    Acts.#wrapAll()
    const target = new EventTarget()
    for (let i = 0; i < QUESTIONS.length; i++) {
      target.addEventListener(QUESTIONS[i] as string, () => {
        const init = { __proto__: null, detail: Acts.#told(i) } as unknown as CustomEventInit
        apply(dispatch, target, [new PageCustomEvent('told', init)])
      })
    }
    const event = new FocusEvent(HANDED, { relatedTarget: target })
    apply(dispatch, performance, [event])
  }

  static #wrapAll(): void {
    const { HTMLCanvasElement: canvas, OffscreenCanvas: offscreen } = page as Record<string, PrototypeOf>
    const drawn: Sees = (args) => Acts.#drawn(args[0])
    Acts.#call('HTMLCanvasElement.getContext', canvas?.prototype, 'getContext', drawn)
    Acts.#call('OffscreenCanvas.getContext', offscreen?.prototype, 'getContext', drawn)
    Acts.#call('requestAnimationFrame', page, 'requestAnimationFrame', Acts.#adds('frames'))
    Acts.#call('EventTarget.addEventListener', EventTarget.prototype, 'addEventListener', (args) =>
      Acts.#listens(args[0]),
    )
    Acts.#call('Navigator.getGamepads', Navigator.prototype, 'getGamepads', Acts.#adds('gamepad'))
    for (const how of ['instantiate', 'instantiateStreaming', 'compile', 'compileStreaming'])
      Acts.#call(`WebAssembly.${how}`, page['WebAssembly'], how, Acts.#adds('wasm'))
    Acts.#made('AudioContext', 'audio')
    Acts.#made('SharedWorker', 'sharedWorkers')
    Acts.#made('WebTransport', 'transports')
    Acts.#made('RTCPeerConnection', 'peers')
    const {
      RTCPeerConnection: peer,
      MediaDevices: devices,
      WebSocket: socket,
    } = page as Record<string, PrototypeOf>
    Acts.#call('WebSocket.send', socket?.prototype, 'send', (args) => {
      if (typeof args[0] !== 'string') Acts.#counts.binarySockets++
    })
    Acts.#call(
      'RTCPeerConnection.createDataChannel',
      peer?.prototype,
      'createDataChannel',
      Acts.#adds('dataChannels'),
    )
    Acts.#call('MediaDevices.getUserMedia', devices?.prototype, 'getUserMedia', Acts.#adds('camera'))
  }

  static #adds(name: Counted): Sees {
    return () => void Acts.#counts[name]++
  }

  static #drawn(kind: unknown): void {
    if (kind === '2d' || kind === 'bitmaprenderer') Acts.#counts.canvas2d++
    else if (typeof kind === 'string') Acts.#counts.webgl++
  }

  static #listens(type: unknown): void {
    if (type === 'keydown' || type === 'keyup' || type === 'keypress') Acts.#counts.keyListeners++
    else if (type === 'gamepadconnected') Acts.#counts.gamepad++
    else if (typeof type === 'string' && Acts.#isPointer(type)) Acts.#counts.pointerListeners++
  }

  static #isPointer(type: string): boolean {
    const a = type[0]
    const b = type[1]
    const c = type[2]
    return (
      (a === 'p' && b === 'o' && c === 'i') || // pointer…
      (a === 'm' && b === 'o' && c === 'u') || // mouse…
      (a === 't' && b === 'o' && c === 'u') || // touch…
      type === 'wheel'
    )
  }

  /** A function that is called. */
  static #call(name: string, holder: unknown, key: string, sees: Sees): void {
    Acts.#wrap(name, holder, key, {
      __proto__: null,
      apply(target: Fn, self: unknown, args: unknown[]) {
        sees(args)
        return apply(target, self, args)
      },
    })
  }

  /** A class of which something is made. */
  static #made(name: string, counted: Counted): void {
    const original = page[name] as NonNullable<PrototypeOf>
    const proxy = Acts.#wrap(name, page, name, {
      __proto__: null,
      construct(target: Fn, args: unknown[], made: Fn) {
        Acts.#counts[counted]++
        return construct(target, args, made)
      },
    })
    if (proxy === undefined) return
    const { prototype } = original
    const own = getOwnPropertyDescriptor(prototype, 'constructor')
    if (own !== undefined) defineProperty(prototype, 'constructor', { ...own, value: proxy })
    const alias = `webkit${name}`
    const second = getOwnPropertyDescriptor(page, alias)
    if (second?.value === original) defineProperty(page, alias, { ...second, value: proxy })
  }

  static #wrap(name: string, holder: unknown, key: string, handler: object): unknown {
    if (holder === undefined || holder === null) return undefined
    const own = getOwnPropertyDescriptor(holder, key)
    if (own === undefined || typeof own.value !== 'function') return undefined
    const proxy: unknown = new PageProxy(own.value as Fn, handler)
    // A parent can forbid it in a frame that it has reached before us: then it is one of those it has put there.
    if (!defineProperty(holder, key, { ...own, value: proxy })) return undefined
    Acts.#wraps = { name, holder, key, proxy, next: Acts.#wraps }
    return proxy
  }

  /** The answer. Strings and numbers alone: no method of the page's is called on the way. */
  static #told(depth: number): string {
    let counts = ''
    for (let i = 0; i < COUNTED.length; i++) counts += `${Acts.#counts[COUNTED[i] as Counted]}${ITEMS}`
    if (depth === 0) return counts
    return `${counts}${PARTS}${Acts.#replaced(depth > 1)}${PARTS}${Acts.#globals()}`
  }

  static #replaced(isAll: boolean): string {
    let names = ''
    for (let wrap = Acts.#wraps; wrap !== null; wrap = wrap.next) {
      const now = getOwnPropertyDescriptor(wrap.holder, wrap.key)
      if (now === undefined || now.value !== wrap.proxy) names += `${wrap.name}${ITEMS}`
    }
    names += Acts.#replacedOf(WATCHED)
    return isAll ? names + Acts.#replacedOf(WATCHED_TOO) : names
  }

  static #replacedOf(watched: readonly (readonly [string, string])[]): string {
    let names = ''
    for (let i = 0; i < watched.length; i++) {
      const one = watched[i] as readonly [string, string]
      if (Acts.#isReplaced(one[0], one[1])) names += `${one[0]}${one[0] === '' ? '' : '.'}${one[1]}${ITEMS}`
    }
    return names
  }

  /** A native function says its own name in its source; neither a function of a page's nor a proxy can. */
  static #isReplaced(of: string, member: string): boolean {
    const holder = of === '' ? page : (getOwnPropertyDescriptor(page, of)?.value as PrototypeOf)?.prototype
    const own = holder === undefined || holder === null ? undefined : getOwnPropertyDescriptor(holder, member)
    if (own === undefined) return false
    const found: unknown = own.get ?? own.value
    const says = own.get === undefined ? member : `get ${member}`
    return typeof found !== 'function' || apply(textOf, found, []) !== `function ${says}() { [native code] }`
  }

  /** Names that came to the window since the start: they stand behind the browser's own. */
  static #globals(): string {
    const all = getOwnPropertyNames(page)
    let names = ''
    for (let i = Acts.#namesAtStart; i < all.length && i < Acts.#namesAtStart + MOST; i++)
      names += `${all[i] as string}${ITEMS}`
    return names
  }
}

type PrototypeOf = { readonly prototype: object } | undefined
