/** Everything that the guard finds a document to be: all scorers, surest first. Pure. */
import { SURENESS } from '../policy/finding.ts'
import type { Finding } from '../policy/finding.ts'
import type { Score } from './score.ts'
import { scoreStructure } from './structure/score-structure.ts'
import { scoreAddress } from './themes/score-address.ts'
import { scoreWords } from './words/score-words.ts'

const SCORERS: readonly Score[] = [scoreStructure, scoreWords, scoreAddress]

export const scoreAll: Score = (signals, around) =>
  SCORERS.flatMap((score) => score(signals, around)).sort(bySureness)

const bySureness = (a: Finding, b: Finding): number =>
  SURENESS.indexOf(b.sureness) - SURENESS.indexOf(a.sureness)
