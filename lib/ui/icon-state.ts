/** What the toolbar icon shows for a status: pure, the worker hands it to the browser. */
import type { Status } from '../messages/device.ts'
import type { LessonCard } from '../messages/lesson-card.ts'
import { lessonWords } from './i18n/lesson.ts'
import { recordingWords, type Signed, watchWords } from './i18n/sign.ts'
import { endWords } from './i18n/when.ts'
import type { Words } from './i18n/words.ts'

export interface IconState {
  /** Path in the package by size in pixels, for `action.setIcon`. */
  readonly path: Readonly<Record<'16' | '32' | '48', string>>
  /** One or two letters over the icon; empty for none. */
  readonly badge: string
  readonly badgeColour: string
  /** What the pointer and a screen reader get. */
  readonly title: string
}

const paths = (name: 'ok' | 'attention'): IconState['path'] => ({
  '16': `icons/${name}-16.png`,
  '32': `icons/${name}-32.png`,
  '48': `icons/${name}-48.png`,
})

type Told = Pick<Status, 'state' | 'school' | 'group' | 'lessons' | 'suspension'> & Signed

export function iconState(words: Words, status: Told): IconState {
  const [lesson] = status.lessons
  const state = lesson === undefined ? ofBrowser(words, status) : inLesson(words, status, lesson)
  return { ...state, title: [state.title, ...signs(words, status)].join('. ') }
}

/** What the pupil is told of themselves at each moment, after what the icon shows. */
function signs(words: Words, status: Told): string[] {
  // Nobody is told of recording by rules that have not come yet.
  if (status.state === 'setting-up') return []
  const watched = (status.watching ?? []).map((watcher) => watchWords(words, watcher, status))
  return [...watched, recordingWords(words, status)]
}

/** A lesson is what the pupil asks for first; that something is wrong stays in the picture. */
function inLesson(words: Words, status: Told, lesson: LessonCard): IconState {
  const { t } = words
  const isWrong = status.state === 'problem'
  return {
    path: paths(isWrong ? 'attention' : 'ok'),
    badge: t(lesson.mode === 'eyes-up' ? 'icon.badgeEyesUp' : 'icon.badgeLesson'),
    badgeColour: '#0d6460',
    title: t(isWrong ? 'icon.lessonProblem' : 'icon.lesson', { lesson: lessonWords(words, lesson, status) }),
  }
}

function ofBrowser(words: Words, status: Told): IconState {
  const { t } = words
  if (status.state === 'problem') return attention(t('icon.badgeProblem'), '#8a4b08', t('icon.problem'))
  if (status.state === 'setting-up')
    return attention(t('icon.badgeSettingUp'), '#4e5d5b', t('icon.settingUp'))
  const { school, group, suspension } = status
  if (suspension)
    return {
      path: paths('ok'),
      badge: '',
      badgeColour: '#0d6460',
      title: t('suspension.icon', { when: endWords(words, suspension.until, status) }),
    }
  const title = school.name ? t('icon.protected', { school: school.name, group }) : t('icon.protectedPlain')
  return { path: paths('ok'), badge: '', badgeColour: '#0d6460', title }
}

const attention = (badge: string, badgeColour: string, title: string): IconState => ({
  path: paths('attention'),
  badge,
  badgeColour,
  title,
})
