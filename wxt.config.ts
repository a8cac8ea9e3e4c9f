import { preact } from '@preact/preset-vite'
import { defineConfig } from 'wxt'
import { manifest } from './lib/browser/manifest.ts'

export default defineConfig({
  // Everything is imported by name: a reader (and Node, in tests) sees where each thing comes from.
  imports: false,
  manifestVersion: 3,
  publicDir: 'assets/public',
  manifest,
  vite: () => ({
    plugins: [preact()],
    // A string that is parsed when it is needed costs a start of the worker less than code that builds an object.
    json: { stringify: true },
    build: { target: 'chrome130', sourcemap: false },
  }),
})
