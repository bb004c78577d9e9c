import { findCommand } from './programs.mjs'

/** The names that package managers have for what we need; where one is missing there, it is not offered. */
const names = {
  redis: {
    'apt-get': 'redis-server',
    dnf: 'valkey',
    yum: 'redis',
    apk: 'valkey',
    pacman: 'valkey',
    zypper: 'redis',
    brew: 'valkey',
    port: 'redis',
  },
  postgres: {
    'apt-get': 'postgresql',
    dnf: 'postgresql-server',
    yum: 'postgresql-server',
    apk: 'postgresql',
    pacman: 'postgresql',
    zypper: 'postgresql-server',
    brew: 'postgresql@17',
    port: 'postgresql17-server',
  },
  chromium: {
    'apt-get': 'chromium',
    dnf: 'chromium',
    apk: 'chromium',
    pacman: 'chromium',
    zypper: 'chromium',
    brew: '--cask chromium',
  },
  git: {
    'apt-get': 'git',
    dnf: 'git',
    yum: 'git',
    apk: 'git',
    pacman: 'git',
    zypper: 'git',
    brew: 'git',
    port: 'git',
  },
  curl: {
    'apt-get': 'curl',
    dnf: 'curl',
    yum: 'curl',
    apk: 'curl',
    pacman: 'curl',
    zypper: 'curl',
    brew: 'curl',
    port: 'curl',
  },
}

const commands = {
  brew: 'brew install',
  port: 'sudo port install',
  'apt-get': 'sudo apt-get install',
  dnf: 'sudo dnf install',
  yum: 'sudo yum install',
  apk: 'sudo apk add',
  pacman: 'sudo pacman -S',
  zypper: 'sudo zypper install',
}

/** The command that installs it on this system: "sudo dnf install valkey". Null where we know no package manager. */
export function installCommand(what) {
  const manager = Object.keys(commands).find((each) => names[what][each] && findCommand(each) !== undefined)
  return manager === undefined ? null : `${commands[manager]} ${names[what][manager]}`
}

const dockerRuns = {
  redis:
    'docker run -d -p 127.0.0.1:6379:6379 redis:8 --maxmemory-policy noeviction and set REDIS_URL=redis://127.0.0.1:6379',
  postgres:
    'docker run -d -p 127.0.0.1:5432:5432 -e POSTGRES_PASSWORD=claw postgres:17 and set DATABASE_URL=postgresql://postgres:claw@127.0.0.1/postgres',
}

/** One line: what is missing, the command for this system, and the way by docker. */
export function advise(title, what, more = '') {
  const ways = [
    installCommand(what) ?? `install ${names[what]['apt-get']} with your package manager`,
    ...(dockerRuns[what] ? [`run ${dockerRuns[what]}`] : []),
    ...(more ? [more] : []),
  ]
  return `${title}: ${ways.join(', or ')}`
}
