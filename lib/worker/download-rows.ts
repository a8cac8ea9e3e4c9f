/** Rows about files: what kind, how big, from where, and what became of it. */
import { sizeClass } from '../download/size.ts'
import type { DownloadItem } from '../download/port.ts'
import type { Waiting } from '../download/waiting.ts'
import type { Judge } from '../navigation/judge.ts'
import type { DownloadEnd } from '../protocol/rows.ts'
import { addressOf, type JudgedDownload } from './download-judge.ts'
import type { Recorder } from './recorder.ts'

export interface DownloadRecord {
  of(item: DownloadItem, judged: JudgedDownload, decided: DownloadEnd): Promise<void>
  /** Saved after a yes. */
  saved(file: Waiting): Promise<void>
}

type File = Pick<Waiting, 'name' | 'kind' | 'bytes'>

/** @param front the address that the pupil looks at: for a file of which nobody can say where it comes from */
export function downloadRecord(parts: {
  readonly recorder: Pick<Recorder, 'sighting'>
  readonly judge: Pick<Judge, 'verdict'>
  readonly front: () => Promise<string | undefined>
}): DownloadRecord {
  const write = async ({ name, kind, bytes }: File, address: string | null, decided: DownloadEnd) => {
    const url = address ?? (await parts.front())
    const verdict = url === undefined ? null : parts.judge.verdict(url, 'page')
    if (url === undefined || !verdict) return
    const happening = { kind: 'download' as const, file: kind, size: sizeClass(bytes), decided, name }
    await parts.recorder.sighting(happening, url, verdict)
  }
  return {
    of: (item, { seen, source }, decided) =>
      write({ ...seen, bytes: item.bytes }, addressOf(item, source), decided),
    saved: (file) =>
      write(file, file.url?.startsWith('data:') ? file.page : (file.url ?? file.page), 'allowed'),
  }
}
