/** Every page of ours in every state it can be in. */
import type { AgreementView } from '../../../lib/messages/agreement.ts'
import { readingOf, stepHash } from '../../../lib/ui/agreement/use-step.ts'
import { AGREEMENTS, FILE, NOBODY } from './agreement-samples.ts'
import { ASKINGS } from './asking-samples.ts'
import { DOWNLOADS } from './download-samples.ts'
import { COVERED, NOTICES } from './knowing-samples.ts'
import { LESSONS } from './lesson-samples.ts'
import { RECORDS } from './record-samples.ts'
import { REPORT, session } from './report-samples.ts'
import { reports } from './report-scenes.ts'
import { EXPLANATIONS } from './explanation-samples.ts'
import { DOCTOR, SETTINGS, STATUSES } from './samples.ts'
import type { Scene } from './stage.ts'

const stepOf = (view: AgreementView | undefined, step: number): string =>
  view?.asked ? stepHash(step, readingOf(view, view.asked)) : ''

const stopped = (address: string): string => `blocked.html?u=${encodeURIComponent(address)}`

/** A report that was begun under a cover, and left. */
const WRITERS: NonNullable<Scene['play']> = {
  session: {
    cover: { forgotten: true, mark: 'm2', another: 'a1' },
    ...Object.fromEntries(
      Object.entries(session()).map(([key, value]) => [
        key,
        key.startsWith('report:') ? { ...value, under: 'm1', another: 'a1' } : value,
      ]),
    ),
  },
  shows: '.cover main',
}

export const SCENES: readonly Scene[] = [
  ...Object.entries(EXPLANATIONS).map(([name, explain]) => ({
    name: `blocked-${name}`,
    path: stopped(`https://${explain.host}/`),
    answers: { explain },
  })),
  ...Object.entries(ASKINGS).map(([name, asking]) => ({
    name: `asking-${name}`,
    path: stopped('https://new-site-nobody-knows.example.test/'),
    answers: { explain: EXPLANATIONS.unknown, asking },
  })),
  {
    name: 'asking-form',
    path: stopped('https://new-site-nobody-knows.example.test/'),
    answers: { explain: EXPLANATIONS.unknown, asking: ASKINGS.may },
    play: { presses: ['Ask for this page', 'For my homework'] },
  },
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
  ...Object.entries(DOWNLOADS).map(([name, downloads]) => ({
    name: `download-${name}`,
    path: 'download.html',
    answers: { downloads },
  })),
  ...Object.entries(AGREEMENTS).map(([name, agreement]) => ({
    name: `agreement-${name}`,
    path: 'agreement.html',
    answers: { agreement },
  })),
  { name: 'agreement-nobody', path: 'agreement.html', answers: { agreement: NOBODY } },
  {
    name: 'agreement-question',
    path: `agreement.html${stepOf(AGREEMENTS['reading'], 1)}`,
    answers: { agreement: AGREEMENTS['reading'] },
    play: { presses: ['«Be unkind back»'] },
  },
  {
    name: 'agreement-agree',
    path: `agreement.html${stepOf(AGREEMENTS['reading'], 2)}`,
    answers: { agreement: AGREEMENTS['reading'] },
  },
  { name: 'agreement-file', path: 'agreement.html', answers: { agreement: FILE } },
  { name: 'agreement-unanswered', path: 'agreement.html', answers: {} },
  { name: 'download-unanswered', path: 'download.html', answers: {} },
  { name: 'lesson-unanswered', path: 'lesson.html', answers: {} },
  ...Object.entries(SETTINGS).map(([name, settings]) => ({
    name: `settings-${name}`,
    path: 'settings.html',
    answers: { settings, doctor: DOCTOR },
  })),
  { name: 'settings-unanswered', path: 'settings.html', answers: {} },
  ...Object.entries(RECORDS).map(([name, record]) => ({
    name: `record-${name}`,
    path: 'record.html',
    answers: { record },
  })),
  { name: 'record-unanswered', path: 'record.html', answers: {} },
  ...Object.entries(NOTICES).map(([name, notice]) => ({
    name: `welcome-${name}`,
    path: 'welcome.html',
    answers: { notice },
  })),
  { name: 'welcome-unanswered', path: 'welcome.html', answers: {} },
  ...covers(),
  ...reports(),
]

/** Nobody was at the device for a while. */
function covers(): Scene[] {
  const answers = { cover: COVERED }
  const of = (forgotten: boolean) => ({ session: { cover: { forgotten } }, shows: '.cover main' })
  return [
    { name: 'cover-record', path: 'record.html', answers, play: of(false) },
    { name: 'cover-other-person', path: 'record.html', answers, play: of(true) },
    {
      name: 'cover-report',
      path: `report.html#${REPORT}`,
      answers,
      play: { ...of(false), session: { ...session(), ...of(false).session } },
    },
    { name: 'cover-writer', path: `report.html#${REPORT}`, answers, play: WRITERS },
    { name: 'cover-nobody', path: 'download.html', answers: { cover: { lifelines: [] } }, play: of(false) },
    {
      name: 'cover-popup',
      path: 'popup.html',
      answers,
      look: { width: 370, height: 600 },
      play: of(false),
    },
    { name: 'cover-welcome', path: 'welcome.html', answers, play: of(false) },
    {
      name: 'cover-blocked',
      path: stopped('http://games.example.test/'),
      answers: { ...answers, explain: EXPLANATIONS.suspension },
      play: { ...of(false), shows: '.part' },
    },
    { name: 'cover-unanswered', path: 'record.html', answers: {}, play: of(false) },
  ]
}
