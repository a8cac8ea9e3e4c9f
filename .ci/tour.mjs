// `npm run tour`: set-up, then the pupil's day with its pictures.
import { join } from 'node:path'
import { ROOT, SetUpError, run, setUp } from './setup.mjs'

try {
  await setUp()
  const node = join(ROOT, 'node_modules/.bin/node')
  const played = run(node, ['tests/tour/play.ts', ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = played.status ?? 1
} catch (error) {
  console.error(error instanceof SetUpError ? `Set-up could not finish. ${error.message}` : error)
  process.exitCode = 1
}
