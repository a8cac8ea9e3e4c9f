/** What is done about a stopped frame: a row, and a quiet notice in its place. */
import * as browserTabs from '../browser/tabs.ts'
import { type FrameEvent, FrameStops } from '../navigation/frame-stops.ts'
import { frameBlocked } from '../ui/frame/words.ts'
import { canonical } from '../verdict/address.ts'
import type { Verdict } from '../verdict/verdict.ts'
import type { Recorder } from './recorder.ts'
import { words } from './words.ts'

/** By which a frame is asked for; undefined where nobody can be asked. */
export type TokenFor = (stopped: FrameEvent, verdict: Verdict) => Promise<string | undefined>

export function frameNotices(recorder: Recorder, tokenFor: TokenFor): FrameStops {
  return new FrameStops({
    tabs: browserTabs.tabs,
    record: ({ url }, verdict) => void recorder.sighting({ kind: 'blocked', target: 'frame' }, url, verdict),
    notice: async (urls, verdict, event) =>
      frameBlocked(await words(), {
        urls,
        host: canonical(urls.at(-1) ?? '')?.host ?? '',
        illegal: verdict.reason.kind === 'illegal',
        token: await tokenFor(event, verdict),
      }),
  })
}
