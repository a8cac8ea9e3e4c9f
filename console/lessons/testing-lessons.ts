/** For tests: a lesson that runs, and its pupils. */
import type { Pupil, RunningLesson } from '../../lib/protocol/lessons.ts'

export const aLesson = (changes: Partial<RunningLesson> = {}): RunningLesson => ({
  id: 'abc',
  name: '9B Maths',
  teacher: 'Ms Khan',
  mode: 'only',
  sites: [{ host: 'maths.org' }],
  frames: [],
  revision: 1,
  from: 0,
  until: 1,
  class: 7,
  pupils: 2,
  enforcing: 0,
  ...changes,
})

export const pupil = (person: number, state: Pupil['state'], more: Partial<Pupil> = {}): Pupil => ({
  person,
  name: `p${person}@school.example`,
  state,
  ...more,
})
