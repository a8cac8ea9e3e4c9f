/**
 * Runs in the page's own world, before its scripts: counts what they ask the browser for, where that can be seen no other
 * way. Everything used later is taken now, and no object of ours inherits from what a page can write to: a page can
 * neither read it, nor stop it, nor reach anything through it. What is wrapped stays what it was to whoever calls it: a
 * proxy keeps name, length, prototype, sub-classes and errors, and its source reads as native.
 *
 * All functions are a class's, because those are strict everywhere: a caller cannot be looked up from inside one.
 */
import {
  COUNTED,
  type Counted,
  HANDED,
  ITEMS,
  LIKELIEST,
  NEWS,
  PARTS,
  QUESTIONS,
  TOLD,
  WATCHED,
  WATCHED_TOO,
} from './channel.ts'
import { Drawing } from './drawing.ts'
import { Natives } from './natives.ts'

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
const { now } = Date
const dispatch = Reflect.get(EventTarget.prototype, 'dispatchEvent') as Fn

const WASM = ['instantiate', 'instantiateStreaming', 'compile', 'compileStreaming'] as const
/** Most names of one list in an answer. */
const MOST = 400

export class Acts {
  #counts = { __proto__: null } as unknown as Record<Counted, number>
  #wraps: Wrap | null = null
  #hasWrappedMore = false
  readonly #drawing = new Drawing()
  readonly #natives = new Natives()
  readonly #target = new EventTarget()

  /** Wraps, and hands over. Once, at the document's start. */
  start(): void {
    for (let i = 0; i < COUNTED.length; i++) this.#counts[COUNTED[i] as Counted] = 0
    this.#wrapFirst()
    const target = this.#target
    for (let i = 0; i < QUESTIONS.length; i++)
      target.addEventListener(QUESTIONS[i] as string, () => this.#say(TOLD, this.#told(i)))
    const event = new FocusEvent(HANDED, { relatedTarget: target })
    apply(dispatch, page, [event])
  }

  /** Whatever the page has put in the place of these by now, nothing of it is called. */
  #say(name: string, detail: string): void {
    const init = { __proto__: null, detail } as unknown as CustomEventInit
    apply(dispatch, this.#target, [new PageCustomEvent(name, init)])
  }

  /** What can only be heard from the beginning. To ask for an interface makes the browser build it: as few as can be. */
  #wrapFirst(): void {
    this.#call('requestAnimationFrame', page, 'requestAnimationFrame', () => {
      if (this.#drawing.draws(now())) this.#say(NEWS, '')
    })
    this.#call('EventTarget.addEventListener', EventTarget.prototype, 'addEventListener', (args) =>
      this.#listens(args[0]),
    )
    // Pages are full of frames that nobody writes to.
    if (page['parent'] !== page && location.href === 'about:blank') return
    // Some engines ask once, when they begin.
    this.#call('Navigator.getGamepads', Navigator.prototype, 'getGamepads', this.#adds('gamepad'))
    for (let i = 0; i < WASM.length; i++)
      this.#call(
        `WebAssembly.${WASM[i] as string}`,
        page['WebAssembly'],
        WASM[i] as string,
        this.#adds('wasm'),
      )
    this.#made('AudioContext', 'audio')
    this.#made('SharedWorker', 'sharedWorkers')
    this.#made('WebTransport', 'transports')
    this.#made('RTCPeerConnection', 'peers')
    const { MediaDevices: devices, WebSocket: socket } = page as Record<string, PrototypeOf>
    // A browser elsewhere is told at once how large its picture is to be, and then nothing until somebody steers.
    this.#call('WebSocket.send', socket?.prototype, 'send', (args) => {
      if (typeof args[0] !== 'string') this.#count('binarySockets')
    })
    this.#call('MediaDevices.getUserMedia', devices?.prototype, 'getUserMedia', this.#adds('camera'))
  }

  /** What is called again and again: soon enough where there is something to see, or to talk by. */
  #wrapMore(): void {
    if (this.#hasWrappedMore) return
    this.#hasWrappedMore = true
    const { RTCPeerConnection: peer } = page as Record<string, PrototypeOf>
    this.#call(
      'RTCPeerConnection.createDataChannel',
      peer?.prototype,
      'createDataChannel',
      this.#adds('dataChannels'),
    )
  }

  #adds(name: Counted): Sees {
    return () => this.#count(name)
  }

  /** The first of its kind is news: nobody asks for it in vain. */
  #count(name: Counted): void {
    if (++this.#counts[name] === 1) this.#say(NEWS, '')
  }

  #listens(type: unknown): void {
    if (type === 'keydown' || type === 'keyup' || type === 'keypress') this.#count('keyListeners')
    else if (type === 'gamepadconnected') this.#count('gamepad')
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
    const count = (): void => {
      // A line is opened on what was just made.
      if (counted === 'peers') this.#wrapMore()
      this.#count(counted)
    }
    const original = page[name] as PrototypeOf
    if (original === undefined) return
    const proxy = this.#wrap(name, page, name, {
      __proto__: null,
      construct(target: Fn, args: unknown[], made: Fn) {
        count()
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
    if (depth > 0) this.#wrapMore()
    this.#counts.animation = this.#drawing.rate(now())
    let counts = ''
    for (let i = 0; i < COUNTED.length; i++) counts += `${this.#counts[COUNTED[i] as Counted]}${ITEMS}`
    return `${counts}${PARTS}${this.#replaced(depth > 0)}${PARTS}${depth > 0 ? this.#globals() : ''}`
  }

  /** Where none of the likeliest is another, none of the rest is asked for: that makes the browser build each of them. */
  #replaced(isAll: boolean): string {
    let names = ''
    for (let wrap = this.#wraps; wrap !== null; wrap = wrap.next) {
      const now = getOwnPropertyDescriptor(wrap.holder, wrap.key)
      if (now === undefined || now.value !== wrap.proxy) names += `${wrap.name}${ITEMS}`
    }
    const likeliest = this.#natives.replacedOf(LIKELIEST)
    if (likeliest !== '' || isAll) names += likeliest + this.#natives.replacedOf(WATCHED)
    return isAll ? names + this.#natives.replacedOf(WATCHED_TOO) : names
  }

  /** The window's last names: those that came to it stand behind the browser's own, which who asks leaves out. */
  #globals(): string {
    const all = getOwnPropertyNames(page)
    let names = ''
    for (let i = all.length > MOST ? all.length - MOST : 0; i < all.length; i++)
      names += `${all[i] as string}${ITEMS}`
    return names
  }
}

type PrototypeOf = { readonly prototype: object } | undefined
