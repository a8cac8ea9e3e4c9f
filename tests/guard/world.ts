/** What a page told by what it does is made of, and how one is made. */
import type { Around, Signals } from '../../lib/guard/signals.ts'
import type { Says } from './worlds-say.ts'

export interface Deeds {
  readonly acts?: Partial<Signals['acts']>
  readonly storage?: Partial<Signals['storage']>
  readonly canvas?: Signals['canvas']
  readonly video?: Signals['video']
  readonly resources?: string[]
  readonly frames?: Signals['frames']
  readonly customElements?: string[]
  readonly oddAttributes?: string[]
  readonly doubled?: Signals['doubled']
}
export interface World {
  readonly path: string
  readonly html: string
  readonly deeds: Deeds
  readonly network?: Partial<Around['network']>
  readonly isCheapPlace?: boolean
}
export interface At {
  readonly seed: number
  readonly say: Says
  /** A made-up name, another one for each page. */
  readonly name: string
}
export type MakeWorld = (at: At) => World

export const page = ({ title = '', body = '', head = '', lang = 'en' }): string =>
  `<!doctype html><html lang="${lang}"><head><title>${title}</title>${head}</head><body>${body}</body></html>`
export const target = (seed: number): string => `https://site${seed}.somewhere.test/watch?v=${seed}`
export const b64 = (text: string): string => btoa(text).replaceAll('=', '')
export const xor = (text: string): string =>
  encodeURIComponent(
    Array.from(text, (one, at) => (at % 2 === 1 ? String.fromCharCode(one.charCodeAt(0) ^ 2) : one)).join(''),
  )
export const box = ({ title, one, two }: Says): string =>
  `<h1>${title}</h1><form><input type="text" placeholder="${one}"></form><p>${two}</p>`
export const links = (
  texts: readonly string[],
  href: (at: number) => string,
  inner = (text: string) => text,
): string => texts.map((text, at) => `<a href="${href(at)}">${inner(text)}</a>`).join(' ')
export const picture = (text: string): string => `<img src="/${text.length}.png" alt=""><span>${text}</span>`
