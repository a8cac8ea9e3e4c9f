/** What downloads need of the browser; lib/browser/downloads.ts fills it. */
import type { Given } from './source.ts'

/** A download as the browser knows it. */
export interface DownloadItem extends Given {
  readonly id: number
  /** Its name without folders; empty while there is none. */
  readonly name: string
  readonly mime: string
  /** Null while nobody can say. */
  readonly bytes: number | null
  readonly state: 'in_progress' | 'interrupted' | 'complete'
  /** Somebody stopped it: the person, or we. */
  readonly stopped: boolean
  /** We started it. */
  readonly own: boolean
  /** A page of ours made it for whoever looks at it: no site gave it, and it is nobody's to judge or to note down. */
  readonly made: boolean
  /** Epoch milliseconds by the device's clock. */
  readonly startedAt: number
}

/** None of them rejects for a download that is gone. */
export interface DownloadsPort {
  /** Stops it where it is. The browser removes what it had of it. */
  cancel(id: number): Promise<void>
  /** Takes what it has saved off the disk. */
  remove(id: number): Promise<void>
  /** Takes it off the browser's list. */
  erase(id: number): Promise<void>
  /** Fetches an address under this name. @returns its number; null when the browser cannot */
  start(url: string, name: string): Promise<number | null>
  get(id: number): Promise<DownloadItem | null>
  /** Those begun since then. */
  since(at: number): Promise<DownloadItem[]>
}

/** Ends a pause in which a download waits for its name: it goes on under its own, or under this one. */
export type Settle = (name?: string) => void
