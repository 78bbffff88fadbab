import '@mantine/core/styles.layer.css';
import './app/fonts.css';
import './app/global.css';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/queryClient.js';
import { App } from './app/App.js';
import { startTranslations } from './i18n/translations.js';
import { askForFirstView } from './pages/overview/overviewQueries.js';

async function start(): Promise<void> {
  const queryClient = createQueryClient();
  if (location.pathname === '/') askForFirstView(queryClient);
  await startTranslations();
  const place = document.getElementById('root');
  if (place) createRoot(place).render(<App queryClient={queryClient} />);
}

void start();
