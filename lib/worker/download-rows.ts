/** Rows about files: what kind, how big, from where, and what became of it. */
import { sizeClass } from '../download/size.ts'
import type { DownloadItem } from '../download/port.ts'
import { addressOf, type Waiting } from '../download/waiting.ts'
import type { Judge } from '../navigation/judge.ts'
import type { DownloadEnd } from '../protocol/rows.ts'
import type { JudgedDownload } from './download-judge.ts'
import type { Recorder } from './recorder.ts'

export interface DownloadRecord {
  of(item: DownloadItem, judged: JudgedDownload, decided: DownloadEnd): Promise<void>
  /** What became of one after a yes. */
  became(file: File & Place, end: DownloadEnd): Promise<void>
}

type File = Pick<Waiting, 'name' | 'kind' | 'bytes'>
type Place = Pick<Waiting, 'url' | 'page' | 'host'>

export function downloadRecord(parts: {
  readonly recorder: Pick<Recorder, 'sighting'>
  readonly judge: Pick<Judge, 'readyFor' | 'verdict'>
}): DownloadRecord {
  const write = async ({ name, kind, bytes }: File, place: Place, decided: DownloadEnd) => {
    const url = addressOf(place)
    if (url === null) return
    await parts.judge.readyFor(url, 'page')
    const verdict = parts.judge.verdict(url, 'page')
    if (!verdict) return
    const happening = { kind: 'download' as const, file: kind, size: sizeClass(bytes), decided, name }
    await parts.recorder.sighting(happening, url, verdict)
  }
  return {
    of: ({ finalUrl, bytes }, { seen, source }, decided) =>
      write({ ...seen, bytes }, { ...source, url: finalUrl }, decided),
    became: (file, end) => write(file, file, end),
  }
}
