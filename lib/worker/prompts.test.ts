import { describe, expect, test } from 'vitest'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import type { HelpCard, ToldLine } from '../messages/help-card.ts'
import type { Asker } from '../messages/router.ts'
import type { CategoryId } from '../policy/categories.ts'
import { themeRulesOf } from '../policy/themes.ts'
import { wordsOf } from '../ui/i18n/words.ts'
import { HelpCards } from './help-cards.ts'
import { createPrompts } from './prompts.ts'

const from = (origin: string): Asker => ({
  kind: 'content',
  tabId: 1,
  frameId: 0,
  documentId: 'a document',
  origin,
  url: `${origin}/`,
})
const CHATGPT = from('https://chatgpt.com')

/** A worker with one policy, and everything that it kept, wrote or showed. */
function setUp(themes: Parameters<typeof themeRulesOf>[0]['themes'] = {}) {
  const rows: Record<string, unknown>[] = []
  const shown: (HelpCard | ToldLine)[] = []
  const stored: unknown[] = []
  let isRead = false
  const policy = plainPolicy({ themes: themeRulesOf({ ageGroup: 'secondary', themes }) })
  const lists = {
    categoriesOf: (host: string): ReadonlySet<CategoryId> =>
      new Set(host === 'chatgpt.com' ? (['ai-assistant'] as const) : []),
  }
  const kerb = {
    judge: {
      readyFor: async () => void (isRead = true),
      ruling: () => ({ policy, lists }),
      // A worker that was only just woken has the index on its disk alone.
      verdict: () => (isRead ? { action: 'allow', reason: { kind: 'unknown-host' }, remedy: 'none' } : null),
    },
    recorder: {
      sighting: (happening: Record<string, unknown>, url: string) => {
        rows.push({ ...happening, url })
        return Promise.resolve(1)
      },
    },
  }
  const help = new HelpCards({
    session: {
      get: () => Promise.resolve(undefined),
      set: (...what: unknown[]) => {
        stored.push(what)
        return Promise.resolve()
      },
    },
    put: (_tab, _frame, message) => {
      shown.push(message)
      return Promise.resolve()
    },
    words: () => wordsOf('en-GB', () => Promise.reject(new Error('English is built in'))),
  })
  const answers = createPrompts(kerb as never, help)
  const say = (text: string, told = false, who = CHATGPT) => answers['prompt.said']({ text, told }, who)
  return { rows, shown, stored, help, answers, say }
}

describe('what is written to an assistant', () => {
  test('leaves theme, severity and service, and shows who helps', async () => {
    const { rows, shown, say } = setUp()
    await say('I want to die and nobody knows.')
    expect(rows).toEqual([
      { kind: 'prompt', theme: 'suicide', severity: 'high', help: true, url: 'https://chatgpt.com' },
    ])
    expect(shown).toMatchObject([{ kerb: 'help-card', lines: [{ name: 'Childline' }, {}, {}] }])
  })

  test('leaves nothing when it worries nobody', async () => {
    const { rows, shown, say } = setUp()
    await say('Write me an essay about suicide in Romeo and Juliet.')
    await say('How do bees fly?')
    expect([rows, shown]).toEqual([[], []])
  })

  test('is not looked at elsewhere', async () => {
    const { rows, shown, say } = setUp()
    await say('I want to die', false, from('https://chat.test'))
    await say('I want to die', false, from('null'))
    await say('I want to die', false, { kind: 'page', page: 'popup' })
    expect([rows, shown]).toEqual([[], []])
  })

  test('is kept only where the school keeps it and the page said so', async () => {
    const text = 'how to kill my teacher'
    for (const [assistantWords, told] of [
      [false, false],
      [false, true],
      [true, false],
    ] as const) {
      const { rows, say } = setUp({ assistantWords })
      await say(text, told)
      expect(rows).toHaveLength(1)
      expect(JSON.stringify(rows)).not.toContain(text)
    }
    const { rows, say } = setUp({ assistantWords: true })
    await say(text, true)
    expect(rows).toMatchObject([{ theme: 'violence', words: text }])
  })

  test('is offered help for also where the school does not look for it', async () => {
    const { rows, shown, say } = setUp({ actions: { suicide: 'off' } })
    await say('i want to die')
    expect(rows).toEqual([])
    expect(shown).toHaveLength(1)
  })

  test('is offered help for where nobody should be alone, asked for or not', async () => {
    const { shown, say } = setUp()
    await say('how to hide not eating from parents')
    await say('where to buy weed')
    expect(shown).toHaveLength(1)
  })
})

describe('helplines beside a search', () => {
  const at = (tabId: number) => ({ tabId, documentId: `of ${tabId}` })
  const found = [{ theme: 'suicide', severity: 'high', help: true }] as const

  test('come again when its page is loaded again, until they are closed', async () => {
    const { shown, help, answers } = setUp()
    await help.searched(at(1), found, true)
    await help.searched(at(1), found, false)
    expect(shown).toHaveLength(2)
    await answers['help.closed']({}, CHATGPT)
    await help.searched(at(1), found, false)
    expect(shown).toHaveLength(2)
    await help.searched(at(2), found, false)
    await help.searched(at(1), found, true)
    expect(shown).toHaveLength(4)
  })

  test('are not shown for anything else', async () => {
    const { shown, help } = setUp()
    await help.searched(at(1), [], true)
    await help.searched(at(1), [{ theme: 'bypass', severity: 'medium', help: false }], true)
    expect(shown).toEqual([])
  })

  test('say what they are for, how to reach them, and keep nothing of the search', async () => {
    const { shown, stored, help } = setUp()
    await help.searched(at(1), found, true)
    await help.closed(1)
    const [card] = shown
    expect(card).toMatchObject({ title: 'Do you want to talk to someone?', close: 'Close', lang: 'en-GB' })
    expect(JSON.stringify(card)).toContain('Call 0800 1111')
    expect(JSON.stringify(stored)).not.toContain('suicide')
  })
})
