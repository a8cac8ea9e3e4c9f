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
const textOf = Reflect.get(Function.prototype, 'toString') as Fn
const dispatch = Reflect.get(EventTarget.prototype, 'dispatchEvent') as Fn

/** Most names of one list in an answer. */
const MOST = 60

export class Acts {
  #counts = { __proto__: null } as unknown as Record<Counted, number>
  #wraps: Wrap | null = null
  #namesAtStart = 0

  /** Wraps, and hands over. Once, at the document's start. */
  start(): void {
    for (const name of COUNTED) this.#counts[name] = 0
    this.#namesAtStart = getOwnPropertyNames(page).length
    this.#wrapAll()
    const target = new EventTarget()
    for (let i = 0; i < QUESTIONS.length; i++) {
      target.addEventListener(QUESTIONS[i] as string, () => {
        const init = { __proto__: null, detail: this.#told(i) } as unknown as CustomEventInit
        apply(dispatch, target, [new PageCustomEvent('told', init)])
      })
    }
    const event = new FocusEvent(HANDED, { relatedTarget: target })
    apply(dispatch, performance, [event])
  }

  #wrapAll(): void {
    const { HTMLCanvasElement: canvas, OffscreenCanvas: offscreen } = page as Record<string, PrototypeOf>
    const drawn: Sees = (args) => this.#drawn(args[0])
    this.#call('HTMLCanvasElement.getContext', canvas?.prototype, 'getContext', drawn)
    this.#call('OffscreenCanvas.getContext', offscreen?.prototype, 'getContext', drawn)
    this.#call('requestAnimationFrame', page, 'requestAnimationFrame', this.#adds('frames'))
    this.#call('EventTarget.addEventListener', EventTarget.prototype, 'addEventListener', (args) =>
      this.#listens(args[0]),
    )
    this.#call('Navigator.getGamepads', Navigator.prototype, 'getGamepads', this.#adds('gamepad'))
    for (const how of ['instantiate', 'instantiateStreaming', 'compile', 'compileStreaming'])
      this.#call(`WebAssembly.${how}`, page['WebAssembly'], how, this.#adds('wasm'))
    this.#made('AudioContext', 'audio')
    this.#made('SharedWorker', 'sharedWorkers')
    this.#made('WebTransport', 'transports')
    this.#made('RTCPeerConnection', 'peers')
    const {
      RTCPeerConnection: peer,
      MediaDevices: devices,
      WebSocket: socket,
    } = page as Record<string, PrototypeOf>
    this.#call('WebSocket.send', socket?.prototype, 'send', (args) => {
      if (typeof args[0] !== 'string') this.#counts.binarySockets++
    })
    this.#call(
      'RTCPeerConnection.createDataChannel',
      peer?.prototype,
      'createDataChannel',
      this.#adds('dataChannels'),
    )
    this.#call('MediaDevices.getUserMedia', devices?.prototype, 'getUserMedia', this.#adds('camera'))
  }

  #adds(name: Counted): Sees {
    return () => void this.#counts[name]++
  }

  #drawn(kind: unknown): void {
    if (kind === '2d' || kind === 'bitmaprenderer') this.#counts.canvas2d++
    else if (typeof kind === 'string') this.#counts.webgl++
  }

  #listens(type: unknown): void {
    if (type === 'keydown' || type === 'keyup' || type === 'keypress') this.#counts.keyListeners++
    else if (type === 'gamepadconnected') this.#counts.gamepad++
    else if (typeof type === 'string' && this.#isPointer(type)) this.#counts.pointerListeners++
  }

  #isPointer(type: string): boolean {
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
  #call(name: string, holder: unknown, key: string, sees: Sees): void {
    this.#wrap(name, holder, key, {
      __proto__: null,
      apply(target: Fn, self: unknown, args: unknown[]) {
        sees(args)
        return apply(target, self, args)
      },
    })
  }

  /** A class of which something is made. */
  #made(name: string, counted: Counted): void {
    const counts = this.#counts
    const original = page[name] as NonNullable<PrototypeOf>
    const proxy = this.#wrap(name, page, name, {
      __proto__: null,
      construct(target: Fn, args: unknown[], made: Fn) {
        counts[counted]++
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

  #wrap(name: string, holder: unknown, key: string, handler: object): unknown {
    if (holder === undefined || holder === null) return undefined
    const own = getOwnPropertyDescriptor(holder, key)
    if (own === undefined || typeof own.value !== 'function') return undefined
    const proxy: unknown = new PageProxy(own.value as Fn, handler)
    // A parent can forbid it in a frame that it has reached before us: then it is one of those it has put there.
    if (!defineProperty(holder, key, { ...own, value: proxy })) return undefined
    this.#wraps = { name, holder, key, proxy, next: this.#wraps }
    return proxy
  }

  /** The answer. Strings and numbers alone: no method of the page's is called on the way. */
  #told(depth: number): string {
    let counts = ''
    for (let i = 0; i < COUNTED.length; i++) counts += `${this.#counts[COUNTED[i] as Counted]}${ITEMS}`
    if (depth === 0) return counts
    return `${counts}${PARTS}${this.#replaced(depth > 1)}${PARTS}${this.#globals()}`
  }

  #replaced(isAll: boolean): string {
    let names = ''
    for (let wrap = this.#wraps; wrap !== null; wrap = wrap.next) {
      const now = getOwnPropertyDescriptor(wrap.holder, wrap.key)
      if (now === undefined || now.value !== wrap.proxy) names += `${wrap.name}${ITEMS}`
    }
    names += this.#replacedOf(WATCHED)
    return isAll ? names + this.#replacedOf(WATCHED_TOO) : names
  }

  #replacedOf(watched: readonly (readonly [string, string])[]): string {
    let names = ''
    for (let i = 0; i < watched.length; i++) {
      const one = watched[i] as readonly [string, string]
      if (this.#isReplaced(one[0], one[1])) names += `${one[0]}${one[0] === '' ? '' : '.'}${one[1]}${ITEMS}`
    }
    return names
  }

  /** A native function says its own name in its source; neither a function of a page's nor a proxy can. */
  #isReplaced(of: string, member: string): boolean {
    const holder = of === '' ? page : (getOwnPropertyDescriptor(page, of)?.value as PrototypeOf)?.prototype
    const own = holder === undefined || holder === null ? undefined : getOwnPropertyDescriptor(holder, member)
    if (own === undefined) return false
    const found: unknown = own.get ?? own.value
    const says = own.get === undefined ? member : `get ${member}`
    return typeof found !== 'function' || apply(textOf, found, []) !== `function ${says}() { [native code] }`
  }

  /** Names that came to the window since the start: they stand behind the browser's own. */
  #globals(): string {
    const all = getOwnPropertyNames(page)
    let names = ''
    for (let i = this.#namesAtStart; i < all.length && i < this.#namesAtStart + MOST; i++)
      names += `${all[i] as string}${ITEMS}`
    return names
  }
}

type PrototypeOf = { readonly prototype: object } | undefined
