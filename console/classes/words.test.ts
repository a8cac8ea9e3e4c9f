import { expect, it } from 'vitest'
import type { ClassChange, ImportCounts } from '../../lib/protocol/classes.ts'
import { changeInWords, countsInWords, undoneInWords } from './words.ts'

const NONE: ImportCounts = {
  classesNew: 0,
  classesRenamed: 0,
  classesEnded: 0,
  classesBack: 0,
  pupilsAdded: 0,
  pupilsRemoved: 0,
  teachersAdded: 0,
  teachersRemoved: 0,
}
const moves = (added: number, removed: number) => ({ added, removed, addedNames: [], removedNames: [] })
const CHANGE: ClassChange = {
  what: 'changed',
  name: '9A',
  was: null,
  back: false,
  byHand: 0,
  pupils: moves(0, 0),
  teachers: moves(0, 0),
}

it('says what an import changes', () => {
  expect(countsInWords(NONE)).toBe('')
  expect(countsInWords({ ...NONE, classesNew: 3, classesEnded: 2, pupilsAdded: 41, pupilsRemoved: 1 })).toBe(
    '3 classes new, 2 end, 41 pupil places added, 1 pupil place removed',
  )
  expect(countsInWords({ ...NONE, classesEnded: 1 })).toBe('1 class ends')
})

it('says what happens to a class', () => {
  expect(changeInWords({ ...CHANGE, was: '8A', pupils: moves(3, 1) })).toBe(
    'was called 8A, 3 pupils join, 1 pupil leaves',
  )
  expect(changeInWords({ ...CHANGE, what: 'new', pupils: moves(1, 0), teachers: moves(2, 0) })).toBe(
    'new, 1 pupil joins, 2 teachers join',
  )
  expect(changeInWords({ ...CHANGE, what: 'ended', byHand: 1 })).toBe(
    'ends, although 1 person was put into it by hand',
  )
})

it('says what undoing left', () => {
  expect(undoneInWords({ classes: 1, left: ['Art'], ended: ['Chess'] })).toBe(
    '1 class is as before the import. Left as they are, because they were changed by hand since: Art. Ended, because they were used already: Chess.',
  )
})
