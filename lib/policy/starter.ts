/** What the editor begins with while nothing is published: the built-in defaults, as a document that can be edited. */
import { BASELINE_GROUP } from './baseline.ts'
import type { GroupPolicy, PolicyDocument } from './document.ts'

const group = (change: Partial<GroupPolicy>): GroupPolicy => ({ ...BASELINE_GROUP, ...change })

export const STARTER: PolicyDocument = {
  version: { epoch: 0, number: 0 },
  // Publishing sets it.
  issuedAt: Date.UTC(2026, 0, 1),
  school: { name: 'Our school', contact: '' },
  timeZone: 'Europe/London',
  groups: {
    primary: group({}),
    secondary: group({ ageGroup: 'secondary', unknownHosts: 'allow', youtube: 'moderate' }),
    staff: group({
      ageGroup: 'staff',
      unknownHosts: 'allow',
      youtube: 'off',
      recording: { ...BASELINE_GROUP.recording, searchTerms: false },
    }),
  },
  defaultGroup: 'primary',
  people: {},
  unblocks: [],
  suspensions: [],
  clauses: {},
  categoryClauses: {},
  lifelines: [],
  needed: [],
}
