// The drawn parts in a page: names, roles, what the keyboard and the pointer do.
import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import ContainerBox from '../../../src/ui/drawing/ContainerBox.svelte';
import LayerStack from '../../../src/ui/drawing/LayerStack.svelte';
import Packet from '../../../src/ui/drawing/Packet.svelte';
import Slab from '../../../src/ui/drawing/Slab.svelte';

const words = (root: ParentNode): (string | null)[] =>
  [...root.querySelectorAll('text')].map((text) => text.textContent);

describe('a container', () => {
  const frame = { x: 0, y: 0, width: 160, height: 130 };
  test('shows what it is, from the top', () => {
    const { container } = render(ContainerBox, {
      ...frame,
      container: {
        name: 'web',
        state: 'running',
        image: 'nginx:latest',
        writable: '1.1 kB',
        processes: [{ pid: 1, command: 'nginx' }],
      },
    });
    expect(words(container)).toEqual(['web', 'running', 'nginx:latest', '1', 'nginx', 'writable', '1.1 kB']);
    expect(container.querySelector('.container')?.getAttribute('class')).toContain('is-running');
    expect(container.querySelector('[role]')).toBeNull();
  });

  test('keeps its exit status in the empty room, marked where it is not 0', () => {
    const { container } = render(ContainerBox, { ...frame, container: { name: 'job', state: 'exited', exit: 137 } });
    expect(container.querySelector('.exit-code.is-bad')?.textContent).toBe('exit 137');
  });

  test('is a button with a full name when it can be picked, by pointer, Enter and Space', async () => {
    const picked: string[] = [];
    render(ContainerBox, {
      ...frame,
      container: { name: 'api', state: 'running', health: 'unhealthy' },
      id: 'b7e4',
      tabindex: 0,
      onpick: (event: Event) => picked.push(event.type),
    });
    const api = screen.getByRole('button', { name: 'api, container, running, unhealthy' });
    await fireEvent.click(api);
    await fireEvent.keyDown(api, { key: 'Enter' });
    await fireEvent.keyDown(api, { key: ' ' });
    await fireEvent.keyDown(api, { key: 'x' });
    expect(picked).toEqual(['click', 'keydown', 'keydown']);
    expect([api.getAttribute('data-object'), api.getAttribute('tabindex')]).toEqual(['b7e4', '0']);
  });
});

test('a layer that only has a name is a picture', () => {
  render(Slab, { x: 0, y: 0, width: 200, layer: { digest: '375a694db734' }, label: 'layer 375a694' });
  expect(screen.getByRole('img', { name: 'layer 375a694' }).getAttribute('class')).toContain('layer-8');
});

test('a long stack is drawn with its middle merged', () => {
  const layers = Array.from({ length: 20 }, (_, i) => ({
    digest: `0000000${(i % 10).toString()}`,
    name: `n${String(i)}`,
  }));
  const { container } = render(LayerStack, { x: 0, bottom: 400, width: 120, layers });
  expect(words(container)).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', '9 more', 'n14', 'n15', 'n16', 'n17', 'n18', 'n19']);
});

test('a message on its way says its method and path', () => {
  const { container } = render(Packet, { x: 0, y: 0, head: 'POST', body: '/containers/create', moving: true });
  expect(words(container)).toEqual(['POST', '/containers/create']);
  expect(container.querySelector('.packet')?.getAttribute('class')).toContain('is-moving');
});
