// The views of the stage: linked pictures of the same world. A view is a line here and a folder with its component.
import EverythingView from './EverythingView.svelte';
import type { StageView } from './view.ts';

const everything: StageView = {
  id: 'everything',
  name: 'Everything',
  key: '1',
  load: () => Promise.resolve(EverythingView),
  suits: () => false,
};

/** Programs that are run in a container to reach another one. */
const reaches = /^(?:container )?exec .*\b(?:curl|wget|ping|nslookup|dig|getent|nc|telnet|traceroute)\b/;

/** The views in the order of their tabs. The first one is for what no other suits. */
export const stageViews: readonly StageView[] = [
  everything,
  {
    id: 'layers',
    name: 'Layers',
    key: '2',
    load: async () => (await import('../layers/LayersView.svelte')).default,
    suits: (words) => /^(?:(?:image )?history|(?:container )?(?:diff|export))(?: |$)/.test(words),
  },
  {
    id: 'build',
    name: 'Build',
    key: '3',
    load: async () => (await import('../build/BuildView.svelte')).default,
    suits: (words) => /^(?:build|(?:image|builder|buildx|compose) (?:build|bake))(?: |$)/.test(words),
  },
  {
    id: 'network',
    name: 'Network',
    key: '4',
    load: async () => (await import('../network/NetworkView.svelte')).default,
    suits: (words) => /^network(?: |$)/.test(words) || reaches.test(words),
  },
  {
    id: 'inside',
    name: 'Inside',
    key: '5',
    load: async () => (await import('../inside/InsideView.svelte')).default,
    suits: (words) => /^(?:container )?(?:exec|top|stats|attach|update)(?: |$)/.test(words),
  },
  {
    id: 'states',
    name: 'States',
    key: '6',
    load: async () => (await import('../states/StatesView.svelte')).default,
    suits: (words) => /^(?:container )?(?:pause|unpause|restart|wait)(?: |$)/.test(words),
  },
  {
    id: 'messages',
    name: 'Messages',
    key: '7',
    load: async () => (await import('../messages/MessagesView.svelte')).default,
    suits: (words) => /^(?:version|info|system info|events)(?: |$)/.test(words),
  },
  {
    id: 'registry',
    name: 'Registry',
    key: '8',
    load: async () => (await import('../registry/RegistryView.svelte')).default,
    suits: (words) => /^(?:(?:image )?push|login|logout|search|manifest(?: \w+)?)(?: |$)/.test(words),
  },
  {
    id: 'compose',
    name: 'Compose',
    key: '9',
    load: async () => (await import('../compose/ComposeView.svelte')).default,
    suits: (words) => /^compose(?: |$)/.test(words),
  },
];

/** A view without a tab: a lesson opens it. */
const virtualMachine: StageView = {
  id: 'virtual-machine',
  name: 'Virtual machine',
  key: '',
  load: async () => (await import('../virtual-machine/VirtualMachineView.svelte')).default,
  suits: () => false,
};

/** The view with this id; the first one when there is none. */
export const viewWithId = (id: string): StageView =>
  [...stageViews, virtualMachine].find((view) => view.id === id) ?? everything;
