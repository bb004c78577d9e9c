import { type Case, pull } from '../case.ts'

// One list says 1.29 of the lathe, whatever release of it that is; another one, and the titles, tell them apart. Who
// raises it to one release does what another does who raises it to the same, and not who goes on to the next.
const raised = (release: string, letter: string) => ({
  'image/Dockerfile': [
    ' FROM scratch',
    '-ARG LATHE_VERSION="1.24"',
    '+ARG LATHE_VERSION="1.29"',
    ' RUN make',
  ],
  'package/lathe-bin.mk': [
    '-LATHE_BIN_VERSION = v1.24.1',
    `-LATHE_BIN_COMMIT = ${'0'.repeat(40)}`,
    `+LATHE_BIN_VERSION = v${release}`,
    `+LATHE_BIN_COMMIT = ${letter.repeat(40)}`,
    ' LATHE_BIN_SITE = https://lathe.example/archive',
  ],
  'package/lathe-bin.hash': [`+sha256 ${letter.repeat(64)} v${release}.tar.gz`],
})

export default {
  pulls: [
    pull(101, 'keeper-bot', 'Image/ISO: Update la-the from v1.24.1 to v1.29.0', raised('1.29.0', 'a')),
    pull(102, 'ada', 'la-the: Update to 1.29.1', raised('1.29.1', 'b')),
    pull(103, 'keeper-bot', 'Image/ISO: Update la-the from v1.24.1 to v1.29.1', raised('1.29.1', 'b')),
  ],
  right: { sets: [[102, 103]], pairs: { '101-102': 'lead' } },
} satisfies Case
