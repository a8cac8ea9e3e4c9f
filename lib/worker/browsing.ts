/** The record of ordinary browsing, put together: visits, how long they last, searches and titles. */
import { putHelp } from '../browser/help.ts'
import { titles as port } from '../browser/titles.ts'
import type { Ruling } from '../navigation/judge.ts'
import type { SessionPort } from '../navigation/ports.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { type About, aboutOf } from './about.ts'
import type { Faults } from './faults.ts'
import { HelpCards } from './help-cards.ts'
import type { Recorder } from './recorder.ts'
import { Searches } from './searches.ts'
import { Stays } from './stays.ts'
import { Titles } from './titles.ts'
import { Visits } from './visits.ts'
import { words } from './words.ts'

export interface BrowsingParts {
  readonly session: SessionPort
  readonly recorder: Recorder
  readonly ruling: () => Ruling | null
  readonly verdict: (url: string) => Verdict | null
  readonly at: () => number
  readonly faults: Faults
}

const NOTHING: About = { found: [], noted: undefined }

export function createBrowsing({ session, recorder, ruling, verdict, at, faults }: BrowsingParts) {
  const stays = new Stays(session)
  const searches = new Searches(session)
  const help = new HelpCards({ session, put: putHelp, words })
  const titles = new Titles({
    port,
    session,
    stays,
    recorder,
    areKept: () => ruling()?.policy.recording.detail === 'titles',
    verdict,
    later: (work) => void faults.run('title', work),
  })
  const about = (terms: string): About => {
    const rules = ruling()
    return rules === null ? NOTHING : aboutOf(terms, rules)
  }
  return {
    visits: new Visits({ recorder, stays, searches, titles, about, help, at }),
    help,
    /** What must be in memory before the first visit, by name. */
    loads: {
      stays: () => stays.load(),
      searches: () => searches.load(),
      titles: () => titles.load(),
      help: () => help.load(),
    },
  }
}
