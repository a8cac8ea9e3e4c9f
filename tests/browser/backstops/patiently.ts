/** For waits that are given a limit by name. Milliseconds. */
export { PATIENCE as PATIENTLY } from '../../rig/until.ts'
