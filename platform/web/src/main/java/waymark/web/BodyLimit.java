package waymark.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Refuses bodies that are larger than any honest request, whether or not they say how large they are. */
final class BodyLimit extends OncePerRequestFilter {
    private final WaymarkSettings settings;
    private final HandlerExceptionResolver problems;

    BodyLimit(WaymarkSettings settings, HandlerExceptionResolver problems) {
        this.settings = settings;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var limit = (request.getRequestURI().endsWith("/imports") ? settings.largestImport() : settings.largestBody())
                .toBytes();
        if (request.getContentLengthLong() > limit) {
            problems.resolveException(request, response, null, tooLarge(limit));
        } else {
            chain.doFilter(new Limited(request, limit), response);
        }
    }

    private static Problem tooLarge(long limit) {
        return new Problem(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "request.too-large",
                        "The body may have at most %d bytes.".formatted(limit))
                .with("limit", limit);
    }

    private static final class Limited extends HttpServletRequestWrapper {
        private final long limit;

        Limited(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            var body = super.getInputStream();
            return new ServletInputStream() {
                private long taken;

                @Override
                public int read() throws IOException {
                    int next = body.read();
                    if (next >= 0) count(1);
                    return next;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int got = body.read(bytes, offset, length);
                    if (got > 0) count(got);
                    return got;
                }

                private void count(int more) {
                    taken += more;
                    if (taken > limit) throw tooLarge(limit);
                }

                @Override
                public boolean isFinished() {
                    return body.isFinished();
                }

                @Override
                public boolean isReady() {
                    return body.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    body.setReadListener(listener);
                }
            };
        }
    }
}
