/** Draws assets/public/icons/*.png from assets/icons/*.svg: `node .ci/icons.ts`. Run it when a drawing changes. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launch } from 'puppeteer-core'
import { ensureChromium } from '../tests/rig/chromium.mjs'

const root = join(import.meta.dirname, '..')
const browser = await launch({ executablePath: ensureChromium(), args: ['--no-sandbox'] })
try {
  const page = await browser.newPage()
  for (const state of ['ok', 'attention']) {
    const svg = readFileSync(join(root, 'assets/icons', `${state}.svg`), 'utf8')
    for (const size of [16, 32, 48, 128]) {
      await page.setViewport({ width: size, height: size })
      await page.setContent(
        `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
      )
      const png = await page.screenshot({ omitBackground: true })
      writeFileSync(join(root, 'assets/public/icons', `${state}-${size}.png`), png)
    }
  }
} finally {
  await browser.close()
}
