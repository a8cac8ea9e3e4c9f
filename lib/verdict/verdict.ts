/** What was decided about an address, and why: everything a screen or a row needs to say it. */
import type { Missing } from '../agreement/missing.ts'
import type { Listed } from '../lists/locked/locked.ts'
import type { Action, CategoryId } from '../policy/categories.ts'
import type { Evidence, Sureness } from '../policy/finding.ts'
import type { FoundKind } from '../policy/found-kinds.ts'
import type { Lesson } from '../policy/lesson.ts'
import type { Severity, Theme } from '../policy/themes.ts'

/** What loads at the address: a page in the address bar, a frame inside one, or a part of a page. */
export type Target = 'page' | 'frame' | 'resource'

export type Reason =
  /** `listed`: the entry of a locked list. Not here where a segment of the school's own names the host. */
  | { readonly kind: 'illegal'; readonly listed?: Listed }
  | { readonly kind: 'lifeline' }
  | { readonly kind: 'needed' }
  | { readonly kind: 'suspension'; readonly id: string; readonly note: string }
  /** What is missing of the agreement. */
  | { readonly kind: 'agreement'; readonly missing: Missing }
  | { readonly kind: 'lesson'; readonly id: string; readonly name: string; readonly mode: Lesson['mode'] }
  | { readonly kind: 'unblock'; readonly id: string; readonly note: string }
  | { readonly kind: 'own-entry'; readonly entry: string; readonly note?: string }
  | { readonly kind: 'never-block' }
  | { readonly kind: 'category'; readonly category: CategoryId; readonly period?: string }
  | { readonly kind: 'unknown-host'; readonly period?: string }
  /** By what it is, whatever its name: this page was seen to be it, or its host was before. */
  | {
      readonly kind: 'found'
      readonly found: FoundKind
      /** Whose action holds. */
      readonly category: CategoryId
      readonly sureness: Sureness
      readonly evidence: readonly Evidence[]
      readonly where: 'page' | 'host'
    }
  /** By what is searched for. */
  | {
      readonly kind: 'search'
      readonly theme: Theme
      readonly severity: Severity
      /** Whose action holds. */
      readonly category: CategoryId
    }
  /** By another address within this one. */
  | { readonly kind: 'carried'; readonly host: string; readonly inner: Reason }
  /** Not a web address (about:, chrome:, our own pages): not ours to judge. */
  | { readonly kind: 'not-web' }

/** What the pupil can do next. `agree`: read the agreement. */
export type Remedy = 'agree' | 'ask' | 'continue' | 'wait' | 'tell' | 'none'

export interface Verdict {
  readonly action: Action
  readonly reason: Reason
  /** The clause of the agreement it serves, as its sentence. */
  readonly clause?: string
  /** When this verdict may change by itself: the end of a suspension, an unblock, a timetable period. */
  readonly until?: number
  readonly remedy: Remedy
}
