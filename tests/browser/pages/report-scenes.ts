/** The report's page in every state: step by step, sent, and what it says where it can not be. */
import { lateSession, NAMELESS, REPORT, session, STARTS } from './report-samples.ts'
import type { Scene } from './stage.ts'

/** Where a draft says at which step it is, it opens there. */
export function reports(): Scene[] {
  const path = `report.html#${REPORT}`
  const answers = { 'concern.start': STARTS.start }
  const who = { kind: 'unkind', step: 'who' } as const
  const done = { session: session(who), presses: ['Send it'], shows: '.receipt' }
  const mine = {
    session: session({ kind: 'unkind', step: 'who', words: '«He took my bag again.»' }),
    presses: ['Send it', 'My reports', 'Show my reports'],
    shows: '.one',
  }
  return [
    { name: 'report-kind', path, answers, play: { session: session() } },
    { name: 'report-words', path, answers, play: { session: session({ kind: 'saw', step: 'words' }) } },
    {
      name: 'report-picture-shown',
      path,
      answers,
      play: {
        session: session({ kind: 'saw', step: 'words', words: '«It was in the chat.»' }),
        presses: ['Show the picture'],
        shows: '.picture__frame--clear',
      },
    },
    {
      name: 'report-nude-picture',
      path,
      answers,
      play: { session: session({ kind: 'picture', step: 'words' }) },
    },
    {
      name: 'report-page-for-grown-ups',
      path,
      answers,
      play: { session: session({ kind: 'saw', step: 'words' }, { categories: ['adult'] }) },
    },
    { name: 'report-who', path, answers, play: { session: session({ ...who, withPicture: true }) } },
    {
      name: 'report-who-late-page',
      path,
      answers: { ...answers, 'report.page': { attach: true, categories: ['chat'] } },
      play: { session: lateSession({ ...who, withPage: false }), shows: '#along' },
    },
    {
      name: 'report-who-adult',
      path,
      answers: { 'concern.start': STARTS.evening },
      play: {
        session: session({
          kind: 'adult',
          step: 'who',
          whom: 'head',
          hideName: true,
          today: true,
          not: ['«Mr Jones, deputy»'],
        }),
      },
    },
    {
      name: 'report-who-nobody',
      path,
      answers: { 'concern.start': NAMELESS },
      play: { session: session({ ...who, not: [NAMELESS.keys[0]?.name ?? ''] }) },
    },
    { name: 'report-done', path, answers: { ...answers, 'concern.saved': { sent: true } }, play: done },
    { name: 'report-done-offline', path, answers, play: done },
    { name: 'report-full', path, answers, play: { ...done, full: true, shows: '[role=alert]' } },
    {
      name: 'report-full-sent',
      path,
      answers: { ...answers, 'concern.send': { sent: true } },
      play: { ...done, full: true },
    },
    {
      name: 'report-mine-full',
      path,
      answers: { ...answers, 'concern.refresh': { reached: false, full: true } },
      play: mine,
    },
    { name: 'report-hidden', path, answers, play: { session: session(), presses: ['Hide this now'] } },
    { name: 'report-mine', path: 'report.html?mine', answers },
    {
      name: 'report-mine-shown',
      path,
      answers: { ...answers, 'concern.refresh': { reached: true } },
      play: mine,
    },
    {
      name: 'report-not-set-up',
      path,
      answers: { 'concern.start': STARTS['not-set-up'] },
      play: { session: session() },
    },
    { name: 'report-unanswered', path, answers: {}, play: { session: session() } },
  ]
}
