/** A pupil's day, and that of staff, a chapter each, in a managed browser with the real school server. Each shows that it works, too. */
import type { Page } from 'puppeteer-core'
import type { PageRequest } from '../../lib/protocol/page-requests.ts'
import { AMY } from '../browser/lessons/classroom.ts'
import { give } from '../browser/downloads/stage.ts'
import { asked, choose } from '../browser/personal/prompt.ts'
import { pageAt, ours, says, tap, tellFromIcon } from '../browser/reporting/stage.ts'
import { until } from '../rig/until.ts'
import type { Album } from './album.ts'
import { STAFF } from './staff.ts'
import { AGREEMENT, arrives, ask, drawn, GAME, ownPage, PATIENTLY, stopped, type Day } from './stage.ts'

type Chapter = (day: Day, album: Album) => Promise<void>

const firstUse: Chapter = async (day, album) => {
  const page = await ownPage(day, 'welcome')
  await album.keep(page, 'welcome')
  await tap(page, 'I have seen this')
  await page.close()
}

const agreement: Chapter = async (day, album) => {
  const page = await stopped(await day.amy.page(), 'http://lessons.test/')
  await album.keep(page, 'agreement-closed')
  await tap(page, 'Read and agree')
  await says(page, 'My password is a secret')
  await album.keep(page, 'agreement-read')
  await tap(page, 'I have read it. Ask me')
  for (const [at, { question, answers, right }] of AGREEMENT.questions.entries()) {
    await says(page, question)
    if (at === 0) await album.keep(page, 'agreement-question')
    await tap(page, answers[right] ?? '')
    await tap(page, 'Go on')
  }
  await says(page, 'Will you keep to it?')
  await album.keep(page, 'agreement-agree')
  await tap(page, 'I have read this and will keep to it')
  await says(page, 'Your school knows that you said yes.')
  await album.keep(page, 'agreement-thanks')
  await tap(page, 'Go on')
  await arrives(page, 'http://lessons.test/')
  await page.close()
}

const personalDetails: Chapter = async (day, album) => {
  const page = await day.amy.page('http://join.test/')
  await page.type('#about', 'Ring me on 07700 900123')
  await page.keyboard.press('Enter')
  await asked(page)
  await album.glimpse(page, 'personal')
  await choose(page, 'Keep it private')
  if (day.room.web.seen('join.test', '/sent').length > 0)
    throw new Error('What was kept private left all the same.')
  await page.close()
}

const popup: Chapter = async (day, album) => {
  const page = await ownPage(day, 'popup')
  await album.keep(page, 'popup')
  await page.close()
}

const ordinaryPage: Chapter = async ({ amy }, album) => {
  const page = await amy.page('http://lessons.test/')
  await album.glimpse(page, 'page-with-button')
  await page.close()
}

const closedPage: Chapter = async (day, album) => {
  const page = await stopped(await day.amy.page(), GAME)
  await album.keep(page, 'closed')
  await tap(page, 'Ask for this page')
  await tap(page, 'For my homework')
  await album.keep(page, 'closed-why')
  await tap(page, 'Send')
  await says(page, 'This is who has your question now')
  await album.keep(page, 'closed-asked')
  const { requests } = await day.nell.ask<{ requests: PageRequest[] }>('GET', '/page-requests')
  const open = requests.filter(({ url }) => url === GAME).map(({ id }) => id)
  const decision = { is: 'approve', opens: 'site', for: 'pupil', until: 'today' }
  await day.nell.ask('POST', '/page-requests', { requests: open, decision })
  await arrives(page, GAME)
  await album.glimpse(page, 'opened')
  await page.close()
}

const lesson: Chapter = async (day, album) => {
  const page = await day.amy.page('http://lessons.test/')
  const { id } = await day.khan.start({ message: 'Page 12, please.' })
  await until(() => !page.url().startsWith('http://lessons.test'), {
    what: 'the open page to be closed by the lesson',
    within: PATIENTLY,
  })
  await album.keep(await drawn(page), 'lesson-closed')
  const own = await ownPage(day, 'lesson')
  await album.keep(own, 'lesson')
  const small = await ownPage(day, 'popup')
  await album.keep(small, 'lesson-popup')
  await day.khan.ask('DELETE', `/lessons/${id}`)
  await arrives(page, 'http://lessons.test/')
  await until(() => !own.url().includes('/lesson.html'), { what: 'the lesson’s page to give way' })
  for (const one of [page, own, small]) await one.close()
}

const download: Chapter = async (day, album) => {
  give(day.room.web, 'maths.test', '/file', 'fractions.pdf', 'application/pdf')
  const page = await day.amy.page('https://maths.test/')
  await page.evaluate(() => {
    location.href = '/file'
  })
  const prompt = await drawn(await pageAt(day.amy, ours(day.amy, 'download.html')))
  await says(prompt, 'Do you need this file?')
  await album.keep(prompt, 'download')
  await tap(prompt, 'Yes, save it')
  await until(() => prompt.isClosed(), { what: 'the prompt to give way', within: PATIENTLY })
  await page.close()
}

const tellSomeone: Chapter = async (day, album) => {
  const page = await day.amy.page('http://lessons.test/')
  const report = await tellFromIcon(day.amy)
  await album.keep(report, 'tell-kind')
  await tap(report, 'Someone contacted me')
  await report.locator('textarea').fill('A man I do not know asked where I live')
  await album.keep(report, 'tell-words')
  await tap(report, 'Next')
  await report.waitForFunction(() => !document.querySelector('textarea'))
  await album.keep(report, 'tell-who')
  await tap(report, 'Send it')
  await says(report, 'Thank you for telling us')
  await album.keep(report, 'tell-thanks')
  await tap(report, 'My reports')
  await tap(report, 'Show my reports')
  await says(report, 'It is with your school.')
  await album.keep(report, 'tell-mine')
  await report.close()
  await page.close()
}

const paused: Chapter = async (day, album) => {
  const now = Date.now()
  const suspension = {
    id: 'tour',
    person: AMY,
    from: now - 60_000,
    until: now + 26 * 3_600_000,
    reason: 'You wrote unkind words to a classmate. Let us talk about it on Monday.',
    open: ['maths.test'],
  }
  const page = await day.amy.page('http://lessons.test/')
  await day.publish({ suspensions: [suspension] })
  await ask(day)
  await until(() => page.url().includes('/blocked.html'), { what: 'the pause', within: PATIENTLY })
  await album.keep(await drawn(page), 'paused')
  const small = await ownPage(day, 'popup')
  await album.keep(small, 'paused-popup')
  await small.close()
  await day.publish({})
  await ask(day)
  await arrives(page, 'http://lessons.test/')
  await page.close()
}

const whatTheSchoolSees: Chapter = async (day, album) => {
  await ask(day)
  for (const name of ['record', 'settings']) {
    const page: Page = await ownPage(day, name)
    await album.keep(page, name)
    await page.close()
  }
}

const CHAPTERS: Readonly<Record<string, Chapter>> = {
  'the first use': firstUse,
  'the agreement': agreement,
  popup,
  'an ordinary page': ordinaryPage,
  'a closed page, asked for and opened': closedPage,
  'a lesson': lesson,
  'a download': download,
  'a telephone number that stays private': personalDetails,
  'telling someone': tellSomeone,
  'a pause': paused,
  'what the school sees': whatTheSchoolSees,
  ...STAFF,
}

export async function playDay(day: Day, album: Album): Promise<void> {
  for (const [name, chapter] of Object.entries(CHAPTERS)) {
    album.chapter()
    await chapter(day, album)
    console.log(`  Shown: ${name}.`)
  }
}
