import '@mantine/spotlight/styles.layer.css';
import { Spotlight, createSpotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useRegisters } from '../api/registers.js';
import { webhooksQuery } from '../pages/webhooks/webhookQueries.js';
import { DOCUMENT_NUMBER, PaletteDocuments } from './PaletteDocuments.js';
import { keepSelection, openSelection } from './paletteSelection.js';
import { takeTyped } from './paletteState.js';
import { SECTIONS } from './places.js';

const [store, spotlight] = createSpotlight();
const ICON = { size: 18, stroke: 1.6 };
/** Registers: whoever wants more goes to their page. */
const REGISTERS_MAX = 6;
/** Fewer letters would find half of a catalogue. */
const DOCUMENT_LETTERS_MIN = 2;
/** An id of ours: digits of a register or product, a UUID, or a MongoDB id. */
const ID = /^(\d{1,10}|[0-9a-f]{24}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

interface Found {
  id: string;
  label: string;
  description?: string;
  path: string;
}

/** Ctrl K: pages and registers by name, webhooks by address or description, receipts and products by what people know of them, anything by its id. */
export function Palette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const isChosen = useRef(false);
  const isLooking = useRef(false);
  const isAwaited = useRef(false);
  useEffect(() => (isOpen ? spotlight.open() : spotlight.close()), [isOpen]);
  const webhooks = useQuery({ ...webhooksQuery, enabled: isOpen });
  const { registers } = useRegisters();

  const go = (path: string): void => {
    onClose();
    setQuery('');
    void navigate(path);
  };
  // As people write a number.
  const wanted = query
    .trim()
    .toLowerCase()
    .replace(/^[№#]\s*(?=\d)/, '');
  const matches = (...texts: (string | null)[]): boolean =>
    texts.some((text) => text?.toLowerCase().includes(wanted));
  const pages = SECTIONS.flatMap(({ places }) => places).filter((place) => matches(t(place.label)));
  const tills = registers.filter(({ name }) => matches(name)).slice(0, REGISTERS_MAX);
  const hooks = (webhooks.data ?? []).filter(({ url, description, id }) => matches(url, description, id));
  const byId: Found[] = ID.test(wanted)
    ? [
        {
          id: 'events',
          label: t('palette.eventsOf', { id: wanted }),
          path: `/events?entityId=${wanted}`,
        },
        { id: 'event', label: t('palette.event', { id: wanted }), path: `/events/${wanted}` },
        { id: 'delivery', label: t('palette.delivery', { id: wanted }), path: `/deliveries/${wanted}` },
        { id: 'receipt', label: t('palette.receipt', { id: wanted }), path: `/receipts/${wanted}` },
      ]
    : [];
  const isNothing = pages.length + tills.length + hooks.length + byId.length === 0;
  const isNumber = DOCUMENT_NUMBER.test(wanted);
  const hasDocuments = isOpen && (wanted.length >= DOCUMENT_LETTERS_MIN || isNumber);
  const type = (text: string): void => {
    isChosen.current = false;
    isAwaited.current = false;
    setQuery(text);
  };
  const onFocus = (): void => {
    const typed = takeTyped();
    if (typed !== '') type(query + typed);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') isChosen.current = true;
    if (event.key !== 'Enter' || !hasDocuments || !isLooking.current || isChosen.current) return;
    // What fits best is on its way: what is listed first meanwhile is not what was meant.
    event.preventDefault();
    event.stopPropagation();
    isAwaited.current = true;
  };
  const onFound = useCallback((isBestHere: boolean): void => {
    isLooking.current = !isBestHere;
    keepSelection(store, isChosen.current);
    if (!isBestHere || !isAwaited.current) return;
    isAwaited.current = false;
    openSelection(store);
  }, []);
  const hasText = wanted !== '';
  useEffect(() => {
    if (hasText) keepSelection(store, isChosen.current);
  }, [hasText, webhooks.data]);
  const documents = hasDocuments && (
    <PaletteDocuments wanted={wanted} isOnly={isNothing} onGo={go} onFound={onFound} />
  );
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={type}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      maxHeight={420}
      // As of every other dialog.
      overlayProps={{ backgroundOpacity: 0.6, blur: 0 }}
      attributes={{ content: { 'aria-label': t('palette.open') } }}
    >
      <Spotlight.Search
        placeholder={t('palette.short')}
        aria-label={t('palette.placeholder')}
        leftSection={<IconSearch {...ICON} />}
        onFocus={onFocus}
        onKeyDownCapture={onKey}
        // Around the field it would be cut off by the dialog's edges.
        styles={{ input: { outlineOffset: -2 } }}
      />
      <Spotlight.ActionsList>
        {isNumber && documents}
        {byId.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.byId')}>
            {byId.map(({ id, label, path }) => (
              <Spotlight.Action key={id} label={label} onClick={() => go(path)} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {hooks.length > 0 && (
          <Spotlight.ActionsGroup label={t('sections.webhooks')}>
            {hooks.map(({ id, url, description }) => (
              <Spotlight.Action
                key={id}
                label={url}
                {...(description !== null && { description })}
                onClick={() => go(`/webhooks/${id}`)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {wanted !== '' && tills.length > 0 && (
          <Spotlight.ActionsGroup label={t('places.registers')}>
            {tills.map(({ id, name }) => (
              <Spotlight.Action key={id} label={name} onClick={() => go(`/registers/${id}`)} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {pages.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.pages')}>
            {pages.map(({ path, label, icon: Icon, isOutside }) => (
              <Spotlight.Action
                key={path}
                label={t(label)}
                leftSection={<Icon {...ICON} />}
                onClick={() => (isOutside ? window.open(path, '_blank', 'noreferrer') : go(path))}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {!isNumber && documents}
        {!hasDocuments && isNothing && <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
