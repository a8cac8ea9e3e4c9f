/** Answers for the notice of what is recorded, and for the cover. School's words are marked «so»: they are data. */
import type { Cover } from '../../../lib/messages/cover.ts'
import type { Notice } from '../../../lib/messages/knowing.ts'
import { school } from './school.ts'

const first: Notice = {
  kind: 'first',
  detail: 'least',
  searches: true,
  hours: [{ days: [1, 2, 3, 4, 5], from: 480, to: 960 }],
  keptDays: { visits: 30, notable: 365 },
  school,
  person: '«ada.pupil@hill.example»',
}

export const NOTICES = {
  first,
  more: {
    ...first,
    kind: 'more',
    detail: 'titles',
    searches: false,
    keptDays: {
      visits: 90,
      notable: 365,
      apart: { stops: 365, searches: 180, files: 60, safety: 365 },
    },
    reason: '«Asked for by the governors in May, until July.»',
  },
  seen: { ...first, kind: 'seen', detail: 'paths', hours: [] },
} satisfies Record<string, Notice>

export const COVERED: Cover = {
  person: '«ada.pupil@hill.example»',
  lifelines: [
    {
      name: '«Childline»',
      url: 'https://www.childline.org.uk/',
      numbers: ['0800 1111'],
      hours: '«Any time, day or night»',
      forWhom: '«Anyone under 19, about anything»',
    },
  ],
}
