/** The safeguarding team on its own page: a concern is read and answered, worked at and put into a case. */
import type { Page } from 'puppeteer-core'
import { ours, reportingValues, says, tap } from '../browser/reporting/stage.ts'
import type { Album } from './album.ts'
import { drawn, ownPage, PATIENTLY, type Day } from './stage.ts'

export const OKORO = 'okoro@hill.test'
const ANSWER = 'Thank you for telling us. Come to my room at break.'
const CONCERN = '::-p-xpath(//button[contains(., "Concern ")])'

const press = (desk: Page, name: string): Promise<void> =>
  desk.locator(`::-p-aria([name="${name}"][role="button"])`).setTimeout(PATIENTLY).click()

const fill = (desk: Page, field: string, text: string): Promise<void> =>
  desk.locator(`[name="${field}"]`).fill(text)

/** To another part of the page. */
const goTo = (desk: Page, part: 'Concerns' | 'Cases'): Promise<void> =>
  desk.locator(`::-p-xpath(//nav//button[contains(., "${part}")])`).click()

export async function team(day: Day, album: Album): Promise<void> {
  const values = { ...reportingValues(day.team), userName: OKORO, ageGroup: 'staff' }
  const browser = await day.room.seat(OKORO, values)
  const desk = await browser.page(ours(browser, 'safeguarding.html'))
  await drawn(desk)
  await press(desk, 'I have a recovery sheet')
  await fill(desk, 'recovery', day.team.sheet)
  await desk.locator('form button[type=submit]').click()
  await says(desk, 'concern is waiting')
  await album.keep(desk, 'team-inbox')
  await reads(day, desk, album)
  await works(desk, album)
}

async function reads(day: Day, desk: Page, album: Album): Promise<void> {
  await desk.locator(CONCERN).click()
  await says(desk, 'A man I do not know asked where I live')
  await album.keep(desk, 'team-concern')
  await fill(desk, 'reply', ANSWER)
  await press(desk, 'Send the answer')
  await says(desk, 'Your answer is on its way.')
  await album.keep(desk, 'team-answered')
  const mine = await ownPage(day, 'report.html?mine')
  await tap(mine, 'Show my reports')
  await says(mine, ANSWER)
  await album.keep(mine, 'tell-answered')
  await mine.close()
  await desk.bringToFront()
}

async function works(desk: Page, album: Album): Promise<void> {
  await press(desk, 'Take it in hand')
  await says(desk, 'You have it in hand')
  await fill(desk, 'note', 'Rang home. Her mother knows, and the man is blocked.')
  await desk.select('select[name=outcome]', 'parents')
  await press(desk, 'Keep the note')
  await says(desk, 'The note is kept.')
  await album.keep(desk, 'team-noted')
  const colleague = await desk.$eval(
    'select[name=hand]',
    (all) => [...all.options].find(({ text }) => text === 'Mr Jones')?.value,
  )
  await desk.select('select[name=hand]', colleague ?? '')
  await press(desk, 'Hand it over')
  await says(desk, 'Mr Jones has it in hand')
  await album.keep(desk, 'team-handed-over')
  await fill(desk, 'case-title', 'The stranger in the chat')
  await press(desk, 'Begin the case')
  await says(desk, 'Take this concern out of the case')
  await goTo(desk, 'Cases')
  await says(desk, 'The stranger in the chat')
  await album.keep(desk, 'team-cases')
  await desk.locator('::-p-xpath(//button[contains(., "The stranger in the chat")])').click()
  await press(desk, 'Open its concerns')
  await says(desk, 'Rang home.')
  await album.keep(desk, 'team-case')
}
