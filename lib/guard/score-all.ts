/** Everything that the guard finds a document to be: all scorers, surest first. Pure. */
import { SURENESS } from '../policy/finding.ts'
import type { Finding } from '../policy/finding.ts'
import type { Score } from './score.ts'
import { scoreStructure } from './structure/score-structure.ts'
import { scoreAddress } from './themes/score-address.ts'
import { scoreWords } from './words/score-words.ts'

const SCORERS: readonly Score[] = [scoreStructure, scoreWords, scoreAddress]

export const scoreAll: Score = (signals, around) =>
  onePerKind(SCORERS.flatMap((score) => score(signals, around)).sort(bySureness))

/** What two scorers found of one kind is one finding: as sure as the surer one, with the evidence of both. */
function onePerKind(surestFirst: readonly Finding[]): Finding[] {
  const kinds = new Map<Finding['kind'], Finding>()
  for (const finding of surestFirst) {
    const there = kinds.get(finding.kind)
    const evidence = [...(there?.evidence ?? []), ...finding.evidence].slice(0, MOST_EVIDENCE)
    kinds.set(finding.kind, { ...(there ?? finding), evidence })
  }
  return [...kinds.values()]
}

const MOST_EVIDENCE = 12

const bySureness = (a: Finding, b: Finding): number =>
  SURENESS.indexOf(b.sureness) - SURENESS.indexOf(a.sureness)
