// `npm run demo`: set-up, then the play. `--once` ends by itself.
import { join } from 'node:path'
import { ROOT, SetUpError, run, setUp } from './setup.mjs'

try {
  await setUp()
  const node = join(ROOT, 'node_modules/.bin/node')
  // The school server hands out the staff page as built files.
  const built = run(join(ROOT, 'node_modules/.bin/vite'), ['build', '--config', 'console/vite.config.ts'])
  if (built.status !== 0)
    throw new SetUpError(`The staff page does not build:\n${built.stdout}\n${built.stderr}`)
  const played = run(node, ['tests/demo/play.ts', ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = played.status ?? 1
} catch (error) {
  console.error(error instanceof SetUpError ? `Set-up could not finish. ${error.message}` : error)
  process.exitCode = 1
}
