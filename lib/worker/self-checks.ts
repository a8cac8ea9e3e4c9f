/**
 * Self-checks of this device: by hand, and those that the school's schedule asks for. One of those is made only while
 * nobody is at the device, and ends as soon as somebody is: it never takes a lesson or work away. What is asked stands
 * with the server, which says it with each heartbeat: a worker that was ended is asked again.
 */
import { closeLeft, tryCase } from '../browser/self-check.ts'
import { isUnused, untilUsed } from '../browser/unused.ts'
import type { Handlers } from '../messages/router.ts'
import type { CheckAsk } from '../protocol/self-check-plans.ts'
import { running } from '../verdict/lesson.ts'
import { AskedCheck } from './asked-check.ts'
import type { Kerb } from './kerb.ts'
import { LeftTabs } from './left-tabs.ts'
import { SelfCheck, type SelfCheckParts } from './self-check.ts'

export interface SelfChecks {
  readonly byHand: Handlers['self-check']
  /** What the school server asks for; nothing when it is undefined. Resolves at once: it takes a minute. */
  asked(ask: CheckAsk | undefined): Promise<void>
}

interface Parts extends Pick<SelfCheckParts, 'client' | 'versions'> {
  readonly kerb: Kerb
}

/** Closes at once what a worker that was ended left open. */
export function createSelfChecks({ kerb, client, versions }: Parts): SelfChecks {
  const left = new LeftTabs(kerb.storage.session, closeLeft)
  void kerb.faults.run('self-check-tabs', () => left.close())
  const check = new SelfCheck({ kerb, client, versions, trial: tryCase, left })
  const isInLesson = () => {
    const policy = kerb.judge.ruling()?.policy
    return policy !== undefined && running(policy, kerb.clock.now()).length > 0
  }
  const parts = { check, client, isInLesson, isUnused }
  const asked = new AskedCheck({ ...parts, untilNeeded: (stop) => untilUsed(isInLesson, stop) })
  return {
    byHand: () => check.byHand(),
    async asked(ask) {
      if (ask) void kerb.faults.run('self-check', () => kerb.ready.then(() => asked.answer(ask)))
    },
  }
}
