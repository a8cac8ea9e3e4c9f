/**
 * `npm run tour`: a pupil's day from end to end, in a managed browser with the real school server, and then every
 * page in every state. Pictures in light, dark, Urdu and at 320 px, with axe run on each. Exits with 1 when anything
 * that must hold did not, or when axe finds a fault.
 */
import { ALBUM, Album } from './album.ts'
import { playDay } from './day.ts'
import { openDay } from './stage.ts'
import { everyState } from './states.ts'

/** `npm run tour -- day` plays the day alone, `-- states` the states, which need no server. Both otherwise, the states first. */
const isAlone = (part: 'day' | 'states'): boolean => process.argv.includes(part)
const album = new Album()
let why: string | undefined
try {
  if (!isAlone('day')) await everyState(album)
  if (!isAlone('states')) await wholeDay()
} catch (error) {
  console.error(error)
  why = error instanceof Error ? error.message : String(error)
}
for (const fault of album.faults) console.error(`  ${fault}`)
console.log(`  The pictures are in ${ALBUM}.`)
console.log(
  JSON.stringify({
    screens: album.screens,
    glimpses: album.glimpses,
    axeViolations: album.faults.length,
    ...(why !== undefined && { failed: why }),
  }),
)
// At once: a stage that could not be set whole leaves servers open that would keep this process for ever.
process.exit(why === undefined && album.faults.length === 0 ? 0 : 1)

async function wholeDay(): Promise<void> {
  const day = await openDay()
  try {
    await playDay(day, album)
  } catch (error) {
    // What stood in the browser says more than the message.
    for (const [at, page] of (await day.amy.browser.pages()).entries())
      await page.screenshot({ path: `${ALBUM}/failed-${at}.png` }).catch(() => undefined)
    throw error
  } finally {
    await day.close()
  }
}
