/** The pause before personal details leave, on real pages, in a browser that a school manages: a form, a chat, pictures. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../rig/paths.ts'
import { until } from '../rig/until.ts'
import { asked, choose, promptIn, sessionOf } from './personal/prompt.ts'
import { fill, FORM, inFocus, NUMBER, openPersonalStage, type PersonalStage } from './personal/stage.ts'
import { closeReport, tabWith } from './reporting/stage.ts'

/** Sends by Enter and by its button, as chats do: no form, no submit event. */
const CHAT = `<!doctype html><title>Chat</title><div id="box" contenteditable style="min-height:30px;border:1px solid"></div>
<textarea id="line" rows="1"></textarea><div role="button" tabindex="0" aria-label="Send" id="send">➤</div><script>
  const post = (text) => fetch('/said', { method: 'POST', body: text })
  for (const box of [document.querySelector('#box'), document.querySelector('#line')])
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey) return
      event.preventDefault()
      post(box.value ?? box.textContent)
    })
  document.querySelector('#send').addEventListener('click', () => post(document.querySelector('#box').textContent))
</script>`

const UPLOAD = `<!doctype html><title>Pictures</title><input type="file" id="file"><div id="zone" style="width:200px;height:100px;border:1px solid">Drop</div><script>
  const send = (how, files) => fetch('/picture?' + how, { method: 'POST', body: files[0]?.name })
  document.querySelector('#file').addEventListener('change', (event) => send('chosen', event.target.files))
  const zone = document.querySelector('#zone')
  zone.addEventListener('dragover', (event) => event.preventDefault())
  zone.addEventListener('drop', (event) => { event.preventDefault(); send('dropped', event.dataTransfer.files) })
</script>`

const folder = temporaryFolder('personal')
const photo = join(folder, 'me.jpg')
const worksheet = join(folder, 'sheet.pdf')

let stage: PersonalStage
beforeAll(async () => {
  writeFileSync(photo, 'a picture')
  writeFileSync(worksheet, '%PDF')
  stage = await openPersonalStage(
    { 'form.test': FORM, 'vle.test': FORM, 'help.test': FORM, 'chat.test': CHAT, 'pictures.test': UPLOAD },
    { signInDomains: ['vle.test'], lifelines: ['help.test'] },
  )
})
afterAll(async () => {
  await stage?.close()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(async () => {
  await closeReport(stage.browser)
  await stage.clear()
})

describe('a form', () => {
  test('waits, keeps it private by default, and goes on exactly once', async () => {
    const page = await stage.open('http://form.test/')
    await fill(page, '#a', `call me on ${NUMBER}`)
    await page.click('#b')
    expect(await asked(page)).toEqual({
      title: 'Keep it private?',
      buttons: ['Keep it private', 'Go on', 'Ask a grown-up'],
      focused: 'Keep it private',
    })
    await choose(page, 'Keep it private')
    expect(await inFocus(page)).toBe('a')
    expect(stage.sent('form.test')).toEqual([])
    await page.click('#b')
    await asked(page)
    await choose(page, 'Go on')
    await stage.isSent('form.test')
    expect(stage.sent('form.test').map(({ body }) => body)).toEqual([
      'about=call+me+on+07700+900123&submit=hidden&which=save',
    ])
  })

  test('by the keyboard alone: Enter in the field, Escape keeps, Tab and Space go on', async () => {
    const page = await stage.open('http://form.test/')
    await page.keyboard.press('Tab')
    await page.keyboard.type(NUMBER)
    await page.keyboard.press('Enter')
    await asked(page)
    await page.keyboard.press('Escape')
    await until(async () => (await promptIn(page)) === null, { what: 'the prompt to go' })
    expect(await inFocus(page)).toBe('a')
    await page.keyboard.press('Enter')
    await asked(page)
    await page.keyboard.press('Tab')
    expect((await promptIn(page))?.focused).toBe('Go on')
    await until(
      async () => {
        await page.keyboard.press('Space')
        return stage.sent('form.test').length > 0
      },
      { what: 'it to be sent', every: 200 },
    )
    expect(stage.sent('form.test')).toHaveLength(1)
    expect(stage.sent('form.test')[0]?.body).toContain('which=save')
  })

  test('that a script submits, with its submitter', async () => {
    const page = await stage.open('http://form.test/')
    await fill(page, '#a', NUMBER)
    await page.click('#js')
    await asked(page)
    expect(stage.sent('form.test')).toEqual([])
    await choose(page, 'Go on')
    await stage.isSent('form.test')
    expect(stage.sent('form.test').map(({ body }) => body)).toEqual([
      'about=07700+900123&submit=hidden&which=save',
    ])
  })

  test('with nothing personal in it goes at once', async () => {
    const page = await stage.open('http://form.test/')
    await fill(page, '#a', '12 x 12 = 144, page 7')
    await page.click('#b')
    await stage.isSent('form.test')
  })

  test.each(['vle.test', 'help.test'])(
    'of the school’s own or of a helpline goes at once: %s',
    async (host) => {
      const page = await stage.open(`http://${host}/`)
      await fill(page, '#a', NUMBER)
      await page.click('#b')
      await stage.isSent(host)
    },
  )

  test('with the worker dead before it leaves', async () => {
    const page = await stage.open('http://form.test/')
    await stage.browser.killWorker()
    await fill(page, '#a', NUMBER)
    await stage.browser.killWorker()
    await page.click('#b')
    await asked(page)
    expect(stage.sent('form.test')).toEqual([])
    await choose(page, 'Go on')
    await stage.isSent('form.test')
  })

  test('Ask brings our page to tell someone to the front, with nothing of the page, and sends nothing', async () => {
    const page = await stage.open('http://form.test/')
    await fill(page, '#a', NUMBER)
    await page.click('#b')
    await asked(page)
    await choose(page, 'Ask a grown-up')
    await until(async () => (await tabWith(stage.browser, '/report.html'))?.active, {
      what: 'our page in front',
    })
    const kept = await stage.browser.evaluateInWorker(async () =>
      JSON.stringify(await chrome.storage.session.get(null)),
    )
    expect(kept).not.toContain('form.test')
    expect(kept).not.toContain('900123')
    expect(stage.sent('form.test')).toEqual([])
  })
})

describe('a chat without a form', () => {
  test.each([
    ['Enter in a text that can be edited', '#box', (page: Page) => page.keyboard.press('Enter')],
    ['Enter in a field of one line', '#line', (page: Page) => page.keyboard.press('Enter')],
    ['its button', '#box', (page: Page) => page.click('#send')],
  ])('by %s: once asked, sent once, and not asked again for the same', async (_, box, send) => {
    const page = await stage.open('http://chat.test/')
    await fill(page, box, NUMBER)
    await send(page)
    await asked(page)
    expect(stage.sent('chat.test', '/said')).toEqual([])
    await choose(page, 'Go on')
    await stage.isSent('chat.test', '/said')
    await page.click(box)
    await send(page)
    await until(() => stage.sent('chat.test', '/said').length === 2, { what: 'the second' })
    expect(stage.sent('chat.test', '/said').map(({ body }) => body)).toEqual([NUMBER, NUMBER])
    await page.click(box)
    await page.keyboard.press('End')
    await page.keyboard.type(' and 07700 900124')
    await send(page)
    await asked(page)
    expect(stage.sent('chat.test', '/said')).toHaveLength(2)
  })

  test('unkind words: read it once more, and it is sent all the same', async () => {
    const page = await stage.open('http://chat.test/')
    await fill(page, '#box', 'you are such a loser')
    await page.keyboard.press('Enter')
    expect(await asked(page)).toEqual({
      title: 'Read it once more?',
      buttons: ['Change it', 'Send it'],
      focused: 'Change it',
    })
    await choose(page, 'Send it')
    await stage.isSent('chat.test', '/said')
    expect(stage.sent('chat.test', '/said')).toHaveLength(1)
  })
})

describe('pictures', () => {
  test('that are chosen: forgotten, or handed on once', async () => {
    const page = await stage.open('http://pictures.test/')
    const field = await page.waitForSelector('#file')
    const choosePhoto = (path: string) =>
      (field as never as { uploadFile: (path: string) => Promise<void> }).uploadFile(path)
    await choosePhoto(photo)
    await asked(page)
    await choose(page, 'Keep it private')
    expect(await page.$eval('#file', (one) => (one as HTMLInputElement).files?.length)).toBe(0)
    expect(stage.sent('pictures.test', '/picture?chosen')).toEqual([])
    await choosePhoto(photo)
    await asked(page)
    await choose(page, 'Go on')
    await stage.isSent('pictures.test', '/picture?chosen')
    await choosePhoto(worksheet)
    await until(() => stage.sent('pictures.test', '/picture?chosen').length === 2, { what: 'the worksheet' })
    expect(stage.sent('pictures.test', '/picture?chosen').map(({ body }) => body)).toEqual([
      'me.jpg',
      'sheet.pdf',
    ])
  })

  test('that are dropped', async () => {
    const page = await stage.open('http://pictures.test/')
    const session = await sessionOf(page)
    const drop = async (file: string) => {
      const data = { items: [], files: [file], dragOperationsMask: 1 }
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await session.send('Input.dispatchDragEvent', { type, x: 60, y: 80, data })
    }
    await drop(photo)
    await asked(page)
    expect(stage.sent('pictures.test', '/picture?dropped')).toEqual([])
    await choose(page, 'Go on')
    await stage.isSent('pictures.test', '/picture?dropped')
    await drop(worksheet)
    await until(() => stage.sent('pictures.test', '/picture?dropped').length === 2, { what: 'the worksheet' })
    expect(stage.sent('pictures.test', '/picture?dropped').map(({ body }) => body)).toEqual([
      'me.jpg',
      'sheet.pdf',
    ])
  })
})
