/**
 * `npm run demo`: the main job, played. A browser managed by real enterprise policy, the extension force-installed
 * from a package built here, the real school server. `--once` ends by itself; otherwise the browser stays open.
 * Exits with 1 when anything that must hold did not.
 */
import { once } from 'node:events'
import { AT_LAUNCH, FORBIDDEN, PERMITTED, SPA } from './school-day.ts'
import { delivered, picture, PICTURES, policyInForce, say, setStage, visit } from './stage.ts'
import type { Stage } from './stage.ts'
import { until } from '../rig/until.ts'

const tally = { allowed: 0, blocked: 0 }

function expectThat(holds: boolean, what: string): void {
  if (!holds) throw new Error(`This must hold, and did not: ${what}`)
}

async function permitted(stage: Stage): Promise<void> {
  for (const { host, what } of PERMITTED) {
    const { page, blocked } = await visit(stage, `https://${host}/`)
    expectThat(!blocked, `${host} loads`)
    tally.allowed += 1
    say(`${host} loads (${what}).`)
    await picture(page, `allowed-${host}`)
    await page.close()
  }
}

async function forbidden(stage: Stage): Promise<void> {
  for (const { host, what } of FORBIDDEN) {
    const { page, blocked } = await visit(stage, `https://${host}/`)
    expectThat(blocked, `${host} is stopped`)
    tally.blocked += 1
    say(`${host} is stopped (${what}).`)
    await picture(page, `blocked-${host}`)
    await page.close()
  }
}

/** A permitted web app moves, without any load, to a part that the school has closed. */
async function spaMove(stage: Stage): Promise<void> {
  const { page, blocked } = await visit(stage, `https://${SPA.host}/`)
  expectThat(!blocked, `${SPA.host} loads`)
  tally.allowed += 1
  await page.evaluate((path) => history.pushState({}, '', path), SPA.forbiddenPath)
  await until(() => page.url().includes('/blocked.html'), { what: 'the moved page to be stopped' })
  await page.waitForSelector('h1')
  tally.blocked += 1
  say(`${SPA.host} moves to ${SPA.forbiddenPath} without loading, and is stopped.`)
  await picture(page, 'blocked-spa')
  await page.close()
}

/** The browser ends and starts again with a forbidden address on its command line. */
async function restart(stage: Stage): Promise<void> {
  const { browser } = stage
  await browser.relaunch([`https://${AT_LAUNCH}/`])
  await browser.waitForTab((url) => url.includes('/blocked.html'))
  tally.blocked += 1
  say(`The browser starts again with ${AT_LAUNCH} on its command line: stopped.`)
}

async function serverAway(stage: Stage): Promise<void> {
  await stage.school.stop()
  say('The school server is away.')
  await permitted(stage)
  await forbidden(stage)
  await stage.school.start()
  say('The school server is back.')
}

/** As wide as each is in the browser. */
const OWN_PAGES = { popup: 368, settings: 1000 }

async function ownPages(stage: Stage): Promise<void> {
  for (const [name, width] of Object.entries(OWN_PAGES)) {
    const page = await stage.browser.page(`chrome-extension://${stage.browser.extensionId}/${name}.html`)
    await page.setViewport({ width, height: 600 })
    // Its heading stands there before the worker has answered; a picture of that shows nothing.
    await page.waitForFunction(() => {
      const main = document.querySelector('main')
      return main !== null && document.querySelector('[aria-busy="true"]') === null
    })
    await picture(page, name, { fullPage: true })
    await page.close()
  }
}

async function play(stage: Stage): Promise<void> {
  const { browser, web } = stage
  const { installType } = await browser.waitForExtension()
  say(`Kerb is installed by policy (${installType}) in ${browser.version}.`)
  await policyInForce(stage)
  say('The school’s signed policy is in force.')
  await permitted(stage)
  await forbidden(stage)
  await spaMove(stage)
  await restart(stage)
  await serverAway(stage)
  await ownPages(stage)
  const rows = await delivered(stage)
  const leaked = web.leaked([...FORBIDDEN.map(({ host }) => host), AT_LAUNCH])
  expectThat(leaked === 0, 'no request for a forbidden host reached the web server')
  expectThat(rows.gaps === 0 && rows.stored === rows.distinct, 'every row was delivered once')
  const { allowed, blocked } = tally
  expectThat(rows.stored >= allowed + blocked, 'every page that loaded or was stopped has its row')
  say(`Pictures are in ${PICTURES}.`)
  if (!process.argv.includes('--once') && process.env['DISPLAY']) {
    say('The browser stays open; close this with Ctrl+C.')
    await once(process, 'SIGINT')
  }
  const duplicates = rows.stored - rows.distinct
  const result = {
    demo: 'ok',
    installType,
    ...tally,
    leaked,
    recorded: rows.written,
    delivered: rows.distinct,
    duplicates,
    gaps: rows.gaps,
  }
  console.log(JSON.stringify(result))
}

const stage = await setStage()
try {
  await play(stage)
} catch (error) {
  console.error(error)
  console.log(
    JSON.stringify({ demo: 'failed', ...tally, why: error instanceof Error ? error.message : String(error) }),
  )
  process.exitCode = 1
} finally {
  await stage.browser.close()
  await Promise.all([stage.web.close(), stage.school.close()])
}
