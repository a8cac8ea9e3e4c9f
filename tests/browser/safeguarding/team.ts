/** A team of two with keys, made on the page as they make them. What the page says on the way: safeguarding.test.ts. */
import type { Page } from 'puppeteer-core'
import { fill, goTo, openTeamPage, partsOn, press, says, typeParts } from './hands.ts'
import { JONES, KHAN, type TeamStage } from './stage.ts'

/** @returns the recovery code, as it stands on the sheet */
export async function makeKey(page: Page, code: string, name: string): Promise<string[]> {
  await press(page, 'Make a key')
  await fill(page, 'code', code)
  await fill(page, 'name', name)
  await press(page, 'Make the key')
  await says(page, 'Print your recovery sheet')
  return partsOn(page, 'Recovery code')
}

/** What the sheet has is typed in, as proof that it was printed. */
export async function keepKey(page: Page, sheet: readonly string[]): Promise<void> {
  await press(page, 'I have printed it')
  await typeParts(page, sheet)
  await press(page, 'Keep the key')
}

/** Mrs Khan with the first key, the school's own, and Mr Jones, whom she has vouched for. */
export async function openTeam(stage: TeamStage): Promise<{ khan: Page; jones: Page }> {
  const khan = await openTeamPage(stage.khan)
  await keepKey(khan, await makeKey(khan, await stage.code(KHAN), 'Mrs Khan, safeguarding'))
  await says(khan, 'tell every device your fingerprint')
  const { keys } = await stage.keys()
  await stage.pin(keys[0]?.id ?? '', stage.khan, stage.jones)
  await khan.reload()
  await says(khan, 'Yours is the only key.')
  const jones = await openTeamPage(stage.jones)
  await keepKey(jones, await makeKey(jones, await stage.code(JONES), 'Mr Jones'))
  await says(jones, 'Your key waits for a member of the team')
  const fingerprint = await partsOn(jones, 'Your fingerprint')
  await press(khan, 'Look again')
  await goTo(khan, 'Keys')
  await says(khan, JONES)
  await press(khan, 'Vouch for this key')
  await typeParts(khan, fingerprint)
  await press(khan, 'Vouch for this key')
  await says(khan, 'Vouched for by Mrs Khan, safeguarding')
  await press(jones, 'Look again')
  await says(jones, 'No concern is waiting.')
  return { khan, jones }
}
