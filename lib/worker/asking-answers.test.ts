/** What pages and content scripts may say of asking, and what the worker makes of it. */
import { expect, it } from 'vitest'
import type { Asking } from '../messages/asking.ts'
import type { Asker } from '../messages/router.ts'
import { createWords } from '../ui/i18n/words.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { askingAnswers, canBeAskedFor } from './asking-answers.ts'
import { FrameAsks } from './frame-asks.ts'

const FRAME = 'https://quiz.test/embed'
const inLesson: Verdict = {
  action: 'block',
  reason: { kind: 'lesson', id: 'l1', name: '9B Maths', mode: 'only' },
  remedy: 'ask',
}
const content = (tabId: number, frameId: number): Extract<Asker, { kind: 'content' }> => ({
  kind: 'content',
  tabId,
  frameId,
  documentId: `${tabId} ${frameId}`,
  origin: '',
  url: '',
})

function setUp() {
  const kept = new Map<string, unknown>()
  const session = {
    get: async <T>(key: string) => kept.get(key) as T | undefined,
    set: async (key: string, value: unknown) => void kept.set(key, value),
  }
  const open: Asking = { may: 'yes', waits: false, request: { state: 'open', with: 'teacher' } }
  const state = { verdict: inLesson, answer: open }
  const asked: object[] = []
  const frames = new FrameAsks(session)
  const answersOf = (own: FrameAsks) =>
    askingAnswers({
      judge: { readyFor: () => Promise.resolve(), verdict: () => state.verdict },
      asking: {
        ask: async (wanted) => {
          asked.push(wanted)
          return state.answer
        },
        view: async () => ({ may: 'yes', waits: false }),
      },
      frames: own,
      words: () => Promise.resolve(createWords()),
    })
  return { session, state, asked, frames, answers: answersOf(frames), answersOf }
}

it('a press in a frame’s place asks for the frame that was stopped there, also after the worker ended', async () => {
  const { session, asked, frames, answersOf } = setUp()
  const token = await frames.tokenFor({ tabId: 1, documentId: '1 0', url: FRAME })
  expect(await frames.tokenFor({ tabId: 1, documentId: '1 0', url: FRAME })).toBe(token)
  const next = answersOf(new FrameAsks(session))
  expect(await next['ask-frame']({ token }, content(1, 0))).toEqual({
    said: 'You asked for it. Load this page again in a while.',
  })
  expect(asked).toEqual([{ url: FRAME, why: '', frame: true, lesson: 'l1' }])
})

it('says in the frame’s place what was decided about it', async () => {
  const { state, frames, answers } = setUp()
  const token = await frames.tokenFor({ tabId: 1, documentId: '1 0', url: FRAME })
  state.answer = {
    may: 'yes',
    waits: false,
    request: { state: 'refused', with: 'teacher', reason: 'Ask me after the lesson' },
  }
  expect(await answers['ask-frame']({ token }, content(1, 0))).toEqual({
    said: 'The answer is no, this time. Ask me after the lesson',
  })
})

it('a token counts in the document that it was given to, and no other', async () => {
  const { asked, frames, answers } = setUp()
  const token = await frames.tokenFor({ tabId: 1, documentId: '1 0', url: FRAME })
  // What came to the same frame.
  const next: Asker = { ...content(1, 0), documentId: 'another' }
  for (const from of [
    content(2, 0),
    content(1, 3),
    next,
    { kind: 'page', page: 'blocked', tabId: 1 } as const,
  ])
    expect(await answers['ask-frame']({ token }, from)).toEqual({ said: 'You can ask a teacher about it.' })
  await answers['ask-frame']({ token: 'made-up' }, content(1, 0))
  expect(asked).toEqual([])
})

it('is judged when it is asked: what is open by now, illegal, or another remedy, is not asked for', async () => {
  const { state, asked, frames, answers } = setUp()
  const token = await frames.tokenFor({ tabId: 1, documentId: '1 0', url: FRAME })
  const closed: readonly Verdict[] = [
    { ...inLesson, action: 'allow' },
    { action: 'block', reason: { kind: 'illegal' }, remedy: 'none' },
    { action: 'block', reason: { kind: 'category', category: 'self-harm' }, remedy: 'tell' },
    { ...inLesson, remedy: 'wait' },
    { action: 'block', reason: { kind: 'suspension', id: 's', note: '' }, remedy: 'wait' },
    { action: 'warn', reason: { kind: 'unknown-host' }, remedy: 'continue' },
  ]
  for (const verdict of closed) {
    state.verdict = verdict
    expect(canBeAskedFor(verdict)).toBe(false)
    await answers['ask-frame']({ token }, content(1, 0))
    const page: Asker = { kind: 'page', page: 'blocked' }
    expect(await answers['ask-for']({ url: FRAME, why: '' }, page)).toEqual({ may: 'closed', waits: false })
  }
  expect(asked).toEqual([])
})
