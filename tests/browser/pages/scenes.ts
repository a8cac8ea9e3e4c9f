/** Every page of ours in every state it can be in. */
import type { Answers, Look } from './stage.ts'
import { LESSONS } from './lesson-samples.ts'
import { EXPLANATIONS, SETTINGS, STATUSES } from './samples.ts'

export interface Scene {
  readonly name: string
  readonly path: string
  readonly answers: Answers
  readonly look?: Look
}

const stopped = (address: string): string => `blocked.html?u=${encodeURIComponent(address)}`

export const SCENES: readonly Scene[] = [
  ...Object.entries(EXPLANATIONS).map(([name, explain]) => ({
    name: `blocked-${name}`,
    path: stopped(`https://${explain.host}/`),
    answers: { explain },
  })),
  { name: 'blocked-generic', path: 'blocked.html', answers: {} },
  { name: 'blocked-unanswered', path: stopped('https://a.test/'), answers: {} },
  {
    name: 'blocked-offline',
    path: stopped('https://games.example.test/'),
    answers: { explain: EXPLANATIONS.games },
    look: { offline: true },
  },
  ...Object.entries(STATUSES).map(([name, status]) => ({
    name: `popup-${name}`,
    path: 'popup.html',
    answers: { status },
    look: { width: 370, height: 600 },
  })),
  { name: 'popup-unanswered', path: 'popup.html', answers: {}, look: { width: 370, height: 300 } },
  ...Object.entries(LESSONS).map(([name, lesson]) => ({
    name: `lesson-${name}`,
    path: 'lesson.html',
    answers: { lesson },
  })),
  { name: 'lesson-unanswered', path: 'lesson.html', answers: {} },
  ...Object.entries(SETTINGS).map(([name, settings]) => ({
    name: `settings-${name}`,
    path: 'settings.html',
    answers: { settings },
  })),
  { name: 'settings-unanswered', path: 'settings.html', answers: {} },
]
