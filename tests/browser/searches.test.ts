/**
 * What pupils search for, and what they write to AI assistants, in a browser that a school manages: what is closed, what
 * stays open with helplines beside it, what is on record, and that the words written are nowhere.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { currentDocument } from '../../server/documents/documents.ts'
import type { GroupPolicy } from '../../lib/policy/document.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { sendNow } from '../rig/numbers.ts'
import { until } from '../rig/until.ts'
import { PATIENTLY, rowsOf } from './backstops/school.ts'
import { AMY, type Classroom, openClassroom } from './lessons/classroom.ts'
import { readNotice } from './lessons/notice.ts'
import { axNodes, pressNamed } from './searching/beside.ts'

const GOOGLE = 'www.google.com'
const HELP = 'Do you want to talk to someone?'
const TOLD = 'If what you write here is worrying, your school can see it.'
/** In nobody's dictionary, and in no rule. */
const TRACE = 'zqxvtrace'

/** As assistants are: a box that grows, an editor, a button that is a picture. What is sent goes to its server. */
const ASSISTANT = `<!doctype html><html lang="en"><title>Assistant</title><main><h1>Ask me</h1>
<textarea id="line" rows="1" aria-label="Message"></textarea>
<div id="box" contenteditable role="textbox" aria-label="Long message" style="min-height:300px;border:1px solid"></div>
<button id="send" type="button" data-testid="send-button" aria-label="Send prompt"><svg width="20" height="20"></svg></button>
<input id="key" type="password" aria-label="Key"></main><script>
  const post = (text) => fetch('/ask', { method: 'POST', body: text })
  const line = document.querySelector('#line'), box = document.querySelector('#box')
  for (const field of [line, box]) field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    post(field.value ?? field.textContent)
    if (field === line) line.value = ''
    else box.textContent = ''
  })
  document.querySelector('#send').addEventListener('click', () => { post(line.value + box.textContent); line.value = ''; box.textContent = '' })
</script>`

let room: Classroom
let amy: ManagedBrowser

/** Publishes these changes for everybody's group, and has the device take them. */
async function publish(change: Partial<GroupPolicy>): Promise<void> {
  const { db, vault } = room.context
  const policy = await currentDocument(db, vault, 'policy')
  if (!policy) throw new Error('the stage has no policy')
  const groups = Object.fromEntries(
    Object.entries(policy.groups).map(([name, group]) => [
      name,
      { ...group, ...change, categories: { ...group.categories, ...change.categories } },
    ]),
  )
  await room.school.publish({ ...policy, groups })
}

beforeAll(async () => {
  room = await openClassroom(['*.test', '*.google.com', '*.duckduckgo.com', 'chatgpt.com'], {
    debugging: true,
  })
  room.web.on(
    '*',
    '/search',
    '<!doctype html><title>Results</title><main><h1>Results</h1><p>One. Two.</p></main>',
  )
  room.web.on('chatgpt.com', '/', ASSISTANT)
  room.web.on('chat.test', '/', ASSISTANT)
  const always = [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }]
  const recording = { hours: always, detail: 'least' as const, searchTerms: true }
  await publish({ ageGroup: 'secondary', categories: { 'ai-assistant': 'allow' }, recording })
  amy = await room.seat(AMY)
  await readNotice(amy)
}, 240_000)
afterAll(() => room?.close())
afterEach(async () => {
  for (const page of await amy.browser.pages())
    if (/google|chatgpt|\.test|blocked/.test(page.url())) await page.close()
})

async function open(url: string): Promise<Page> {
  const page = await amy.page(url)
  await page.bringToFront()
  return page
}

const search = (terms: string): Promise<Page> =>
  open(`https://${GOOGLE}/search?q=${encodeURIComponent(terms)}`).catch(async () => {
    // Our page took its place while it was on its way.
    const pages = await amy.browser.pages()
    return (
      pages.find((page) => page.url().includes('blocked.html')) ??
      Promise.reject(new Error('no page of ours'))
    )
  })

const names = async (page: Page): Promise<string[]> => (await axNodes(page)).map(({ name }) => name)
const shows = (page: Page, name: string): Promise<unknown> =>
  until(async () => (await names(page)).some((one) => one.includes(name)), {
    what: `“${name}”`,
    within: PATIENTLY,
  })

describe('searches', () => {
  test('one for harm is closed, says why, and shows who helps; both rows say what it was about', async () => {
    const page = await search('how to make a bomb')
    await until(() => page.url().includes('blocked.html'), { what: 'our page', within: PATIENTLY })
    for (const words of ['This search is closed', 'It is about weapons.', 'Childline'])
      await shows(page, words)
    const rows = await until(
      async () => {
        const found = (await rowsOf(amy)).filter((row) => 'theme' in row && row.theme === 'weapons')
        return found.length >= 2 && found
      },
      { what: 'its rows', within: PATIENTLY },
    )
    expect(rows.map(({ kind }) => kind).sort()).toEqual(['blocked', 'search'])
    expect(rows.find(({ kind }) => kind === 'search')).toMatchObject({
      terms: 'how to make a bomb',
      theme: 'weapons',
      severity: 'high',
      action: 'block',
      categories: expect.arrayContaining(['weapons']),
    })
  })

  // Was broken: what the forms of these pages send was neither judged nor recorded, and no safe search was put in.
  test.each([
    ['html.duckduckgo.com', '/html/', 'q', 'https://safe.duckduckgo.com/?kp=1'],
    ['www.google.com', '/search', 'q', 'https://www.google.com/search?safe=active&ssui=on'],
  ])('one that a form sends beside the address reaches nobody: %s', async (host, path, name, shown) => {
    room.web.on(
      'form.test',
      '/',
      `<!doctype html><title>Find</title><form method="post" action="https://${host}${path}"><input name="${name}"
      value="how to make a bomb"><button>Find</button></form>`,
    )
    const page = await open('http://form.test/')
    await page.click('button')
    await until(() => page.url() === shown, { what: `the tab at ${shown}`, within: PATIENTLY })
    // Once more: it is not given up after the first time.
    await page.goto('http://form.test/')
    await page.click('button')
    await until(() => page.url() === shown, { what: `the tab at ${shown} again`, within: PATIENTLY })
    // The browser itself posts to other hosts of Google's.
    expect(room.web.log.filter((seen) => seen.method === 'POST' && seen.host === host)).toEqual([])
  })

  test('one for help stays open, with helplines beside it that the page cannot reach; closed, they stay away', async () => {
    const page = await search('i want to die')
    await shows(page, HELP)
    expect(page.url()).toContain('/search')
    expect((await names(page)).some((name) => name.includes('0800 1111'))).toBe(true)
    expect(await page.evaluate((words) => document.documentElement.innerText.includes(words), HELP)).toBe(
      false,
    )
    expect(
      await page.evaluate(() =>
        [...document.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot !== null),
      ),
    ).toBe(false)
    await page.evaluate(() => {
      for (const host of document.documentElement.querySelectorAll<HTMLElement>(':scope > div')) {
        host.style.setProperty('display', 'none', 'important')
        host.setAttribute('aria-hidden', 'true')
        host.remove()
      }
    })
    await shows(page, HELP)
    await pressNamed(page, 'Close')
    await until(async () => !(await names(page)).includes(HELP), { what: 'it to be gone', within: PATIENTLY })
    await page.reload()
    const [row] = await until(
      async () => {
        const found = (await rowsOf(amy)).filter(
          (one) => one.kind === 'search' && one.terms === 'i want to die',
        )
        return found.length > 0 && found
      },
      { what: 'its row', within: PATIENTLY },
    )
    expect(row).toMatchObject({ theme: 'suicide', severity: 'high', help: true, action: 'allow' })
    expect(await names(page)).not.toContain(HELP)
  })

  test('homework is left alone', async () => {
    const page = await search('suicide in romeo and juliet')
    await until(
      async () => (await rowsOf(amy)).some((row) => row.kind === 'search' && row.terms.includes('romeo')),
      { what: 'its row', within: PATIENTLY },
    )
    expect(await names(page)).not.toContain(HELP)
    const row = (await rowsOf(amy)).find((one) => one.kind === 'search' && one.terms.includes('romeo'))
    expect(row).not.toHaveProperty('theme')
  })
})

const promptRows = async () => (await rowsOf(amy)).filter((row) => row.kind === 'prompt')
const promptsAfter = (count: number) =>
  until(async () => (await promptRows()).length > count && promptRows(), {
    what: 'a row of a prompt',
    within: PATIENTLY,
  })

/** Everything that Kerb keeps on this device, as text. */
const kept = (): Promise<string> =>
  amy.evaluateInWorker(async () => {
    const stores: unknown[] = [await chrome.storage.local.get(null), await chrome.storage.session.get(null)]
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name)
        asked.addEventListener('success', () => resolve(asked.result))
        asked.addEventListener('error', () => reject(asked.error ?? new Error('unreadable')))
      })
      for (const store of database.objectStoreNames)
        stores.push(
          await new Promise((resolve, reject) => {
            const asked = database.transaction(store).objectStore(store).getAll()
            asked.addEventListener('success', () => resolve(asked.result))
            asked.addEventListener('error', () => reject(asked.error ?? new Error('unreadable')))
          }),
        )
      database.close()
    }
    return JSON.stringify(stores)
  })

describe('prompts to an assistant', () => {
  test.each([
    ['#line', 'Enter', 'drugs'],
    ['#box', 'Enter', 'bullying'],
    ['#line', 'button', 'violence'],
    ['#box', 'button', 'eating'],
  ])('in %s by %s: the theme is on record, no word is', async (field, by, theme) => {
    const said: Readonly<Record<string, string>> = {
      drugs: `where to buy weed ${TRACE}`,
      bullying: `how to humiliate someone online ${TRACE}`,
      violence: `how to kill my teacher ${TRACE}`,
      eating: `how to hide not eating from parents ${TRACE}`,
    }
    const before = (await promptRows()).length
    const page = await open('https://chatgpt.com/')
    await page.click(field)
    await page.type(field, said[theme] ?? '')
    if (by === 'Enter') await page.keyboard.press('Enter')
    else await page.click('#send')
    const rows = await promptsAfter(before)
    expect(rows).toHaveLength(before + 1)
    expect(rows.at(-1)).toMatchObject({ host: 'chatgpt.com', theme, severity: 'medium' })
    expect(rows.at(-1)).not.toHaveProperty('words')
    expect(room.web.seen('chatgpt.com', '/ask').at(-1)?.body).toContain(TRACE)
    expect(JSON.stringify(await rowsOf(amy))).not.toContain(TRACE)
    expect(await kept()).not.toContain(TRACE)
    if (theme === 'eating') await shows(page, HELP)
  })

  test('nothing of it is with the school either', async () => {
    await until(async () => (await sendNow(amy), room.school.rows().some(({ kind }) => kind === 'prompt')), {
      what: 'the row to arrive',
      within: PATIENTLY,
      every: 1000,
    })
    const folder = join(room.school.folder, 'data')
    const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    expect(bytes.length).toBeGreaterThan(0)
    expect(bytes.filter((text) => text.includes(TRACE))).toEqual([])
  })

  test('where no assistant is, nothing is looked at; what worries nobody leaves no row; a password is not read', async () => {
    const before = (await promptRows()).length
    const chat = await open('http://chat.test/')
    await chat.click('#line')
    await chat.type('#line', 'where to buy weed')
    await chat.keyboard.press('Enter')
    const page = await open('https://chatgpt.com/')
    await page.click('#key')
    await page.type('#key', 'i want to die')
    await page.click('#line')
    await page.type('#line', 'tell me about bees')
    await page.keyboard.press('Enter')
    await page.click('#line')
    await page.type('#line', 'my friend carries a knife to school')
    await page.keyboard.press('Enter')
    const rows = await promptsAfter(before)
    expect(rows.slice(before)).toMatchObject([{ host: 'chatgpt.com', theme: 'weapons', help: true }])
  })

  test('where the school keeps worrying words the page says so, and then they are on record', async () => {
    await publish({ themes: { assistantWords: true } })
    const page = await until(
      async () => {
        await sendNow(amy)
        const opened = await open('https://chatgpt.com/')
        await opened.click('#line')
        const said = await until(async () => (await names(opened)).some((name) => name.includes(TOLD)), {
          what: 'the line',
          within: 3_000,
        }).catch(() => false)
        if (said) return opened
        await opened.close()
        return false
      },
      { what: 'the page to say it', within: PATIENTLY },
    )
    const before = (await promptRows()).length
    await page.type('#line', `how to kill my teacher ${TRACE}`)
    await page.keyboard.press('Enter')
    const rows = await promptsAfter(before)
    expect(rows.at(-1)).toMatchObject({ theme: 'violence', words: `how to kill my teacher ${TRACE}` })
  })
})
