import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import { createRoutes } from './routes.js';
import { theme } from './theme.js';

/** The same key is read before the first paint by `public/colorScheme.js`. */
const colorScheme = localStorageColorSchemeManager({ key: 'kassahook-color-scheme' });

/** The cabinet, put together. */
export function App({ queryClient }: { queryClient: QueryClient }) {
  const [router] = useState(createRoutes);
  return (
    <MantineProvider theme={theme} colorSchemeManager={colorScheme} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
