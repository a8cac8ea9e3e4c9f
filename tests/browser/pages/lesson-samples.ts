/** Lessons as pages are told of them, and what the page of a lesson gets. */
import type { LessonCard } from '../../../lib/messages/lesson-card.ts'
import type { Lessons } from '../../../lib/messages/protocol.ts'
import { MINUTE, NOW, school } from './school.ts'

export const maths: LessonCard = {
  name: '«9B Maths»',
  teacher: '«Ms Khan»',
  mode: 'only',
  sites: [
    { host: 'nrich.maths.test' },
    { host: 'bbc.test', path: '/bitesize/subjects/z38pycw' },
    { host: 'desmos.test' },
  ],
  message: '«Work on page 12, please.»',
  until: NOW + 40 * MINUTE,
}

export const eyesUp: LessonCard = {
  ...maths,
  mode: 'eyes-up',
  message: '«Look at the board.»',
  until: NOW + 10 * MINUTE,
}

/** The longest of everything, with a teacher whose name has not come yet. */
export const longest: LessonCard = {
  name: '«Year 11 Combined Science (Higher), the set in laboratory 3»',
  teacher: '',
  mode: 'only',
  sites: Array.from({ length: 40 }, (_, turn) => ({
    host: `${'a-rather-long-name-'.repeat(1 + (turn % 2))}${turn}.example.test`,
    ...(turn % 3 === 0 ? { path: `/subjects/science/${'chapter-and-'.repeat(turn % 5)}verse/${turn}` } : {}),
  })),
  message: `«${'Read this page twice, and write down what you do not know yet. '.repeat(3).trim()}»`,
  until: NOW + 50 * MINUTE,
}

export const allBut: LessonCard = {
  ...maths,
  name: '«9B Art»',
  teacher: '«Mr Osei»',
  mode: 'except',
  sites: [{ host: 'video.test' }, { host: 'search.test', path: '/images' }],
  until: NOW + 30 * MINUTE,
}

const lessons: Lessons = { lessons: [maths], school, timeZone: 'Europe/London', now: NOW }

export const LESSONS = {
  sites: lessons,
  longest: { ...lessons, lessons: [longest] },
  two: { ...lessons, lessons: [maths, { ...maths, name: '«Catch-up»', teacher: '«Mr Osei»' }] },
  'no-sites': { ...lessons, lessons: [{ ...maths, sites: [] }] },
  'eyes-up': { ...lessons, lessons: [eyesUp, maths] },
  over: { ...lessons, lessons: [] },
} satisfies Record<string, Lessons>
