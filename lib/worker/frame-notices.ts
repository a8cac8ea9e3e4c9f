/** What is done about a stopped frame: a row, and a quiet notice in its place. */
import * as browserTabs from '../browser/tabs.ts'
import { FrameStops } from '../navigation/frame-stops.ts'
import { frameBlocked } from '../ui/frame/words.ts'
import { canonical } from '../verdict/address.ts'
import type { Recorder } from './recorder.ts'
import { words } from './words.ts'

export function frameNotices(recorder: Recorder): FrameStops {
  return new FrameStops({
    tabs: browserTabs.tabs,
    record: ({ url }, verdict) => void recorder.sighting({ kind: 'blocked', target: 'frame' }, url, verdict),
    notice: (urls, { reason }) =>
      frameBlocked(words(), {
        urls,
        host: canonical(urls.at(-1) ?? '')?.host ?? '',
        illegal: reason.kind === 'illegal',
      }),
  })
}
